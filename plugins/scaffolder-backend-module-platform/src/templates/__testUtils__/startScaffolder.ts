import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import scaffolderPlugin from '@backstage/plugin-scaffolder-backend';
import type { JsonObject } from '@backstage/types';
import request from 'supertest';
import { parse } from 'yaml';
import { RecordingActions } from './RecordingActions';

/** The folder of the golden paths. */
export const templatesFolder = join(__dirname, '../../../../../templates');

/** Where repositories go, and what new services run first, in these tests. */
export const environmentParameters = {
  repositoryHost: 'github.com',
  repositoryOwner: 'Acme',
  starterImage: `registry.example.com/starters/nodejs@sha256:${'a'.repeat(64)}`,
};

const config = {
  integrations: { github: [{ host: 'github.com', token: 'not-a-token' }] },
  scaffolder: { defaultEnvironment: { parameters: environmentParameters } },
};

/** What a run of a golden path would do. */
export interface GoldenPathRun {
  readonly status: number;
  /** What is wrong with the input, or which step failed. */
  readonly problems: string[];
  /** The files that would be in the new repository, by path. */
  readonly files: Map<string, string>;
  /** The input of each step that reaches out, by action, in order. */
  readonly inputs: Map<string, JsonObject>;
  readonly output: JsonObject;
}

/** The real scaffolder, with actions that only remember what they were asked for. */
export interface Scaffolder {
  /** Runs a golden path; the action `failing`, if given, fails. */
  run(
    template: string,
    values: JsonObject,
    options?: { failing?: string },
  ): Promise<GoldenPathRun>;
  stop(): Promise<void>;
}

function readFiles(folder: string): { path: string; base64Content: string }[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map(name => join(folder, name))
    .filter(path => statSync(path).isFile())
    .map(path => ({
      path: relative(folder, path),
      base64Content: readFileSync(path).toString('base64'),
    }));
}

/** What the scaffolder answers to a dry run. */
interface DryRunReply {
  errors?: { stack: string }[];
  error?: { message: string };
  directoryContents?: { path: string; base64Content: string }[];
  output?: JsonObject;
}

function describeRun(reply: DryRunReply) {
  return {
    problems: [
      ...(reply.errors ?? []).map(problem => problem.stack),
      ...(reply.error ? [reply.error.message] : []),
    ],
    files: new Map(
      (reply.directoryContents ?? []).map(file => [
        file.path,
        Buffer.from(file.base64Content, 'base64').toString('utf8'),
      ]),
    ),
    output: reply.output ?? {},
  };
}

/** Starts the scaffolder's backend. Stop it when the tests are done. */
export async function startScaffolder(): Promise<Scaffolder> {
  const actions = new RecordingActions();
  const backend = await startTestBackend({
    features: [
      scaffolderPlugin,
      actions.createModule(),
      catalogServiceMock.factory(),
      mockServices.rootConfig.factory({ data: config }),
    ],
  });

  return {
    stop: () => backend.stop(),
    async run(template, values, { failing } = {}) {
      actions.inputs.clear();
      actions.failing = failing;
      const folder = join(templatesFolder, template);
      const response = await request(backend.server)
        .post('/api/scaffolder/v2/dry-run')
        .send({
          template: parse(readFileSync(join(folder, 'template.yaml'), 'utf8')),
          values,
          directoryContents: readFiles(folder),
        });
      return {
        status: response.status,
        inputs: new Map(actions.inputs),
        ...describeRun(response.body),
      };
    },
  };
}
