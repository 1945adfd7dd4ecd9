import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { ScmIntegrations } from '@backstage/integration';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import scaffolderPlugin from '@backstage/plugin-scaffolder-backend';
import { createPublishGithubAction } from '@backstage/plugin-scaffolder-backend-module-github';
import {
  createTemplateAction,
  scaffolderActionsExtensionPoint,
  type TemplateAction,
} from '@backstage/plugin-scaffolder-node';
import type { JsonObject } from '@backstage/types';
import request from 'supertest';
import { parse } from 'yaml';

/** The folder of the golden paths. */
export const templatesFolder = join(__dirname, '../../../../../templates');

/** Where repositories go, and what new services run first, in these tests. */
export const environmentParameters = {
  repositoryHost: 'github.com',
  repositoryOwner: 'Acme',
  starterImage: `registry.example.com/starters/nodejs@sha256:${'a'.repeat(64)}`,
};

/** What a run of a golden path would do. */
export interface GoldenPathRun {
  readonly status: number;
  /** What is wrong with the input, when the status is 400. */
  readonly problems: string[];
  /** The files that would be in the new repository, by path. */
  readonly files: Map<string, string>;
  /** The input of each step that reaches out, by action, in order. */
  readonly inputs: Map<string, JsonObject>;
  readonly output: JsonObject;
}

/** The real scaffolder, with actions that only remember what they were asked for. */
export interface Scaffolder {
  run(template: string, values: JsonObject): Promise<GoldenPathRun>;
  stop(): Promise<void>;
}

type AnyAction = TemplateAction<JsonObject, JsonObject>;

const outputs: Record<string, JsonObject> = {
  'publish:github': {
    remoteUrl: 'https://github.com/Acme/new-service.git',
    repoContentsUrl: 'https://github.com/Acme/new-service/blob/main',
  },
  'catalog:register': { entityRef: 'component:default/new-service' },
};

/** Keeps the real action's input schema, so that a wrong input fails the run. */
function recording(action: AnyAction, inputs: Map<string, JsonObject>) {
  return {
    ...action,
    supportsDryRun: true,
    handler: async ctx => {
      inputs.set(action.id, ctx.input);
      for (const [name, value] of Object.entries(outputs[action.id] ?? {})) {
        ctx.output(name, value);
      }
    },
  } satisfies AnyAction;
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

function unknownAction(id: string): AnyAction {
  return createTemplateAction({
    id,
    handler: async () => {},
  }) as unknown as AnyAction; // the type of an action without a schema has no common ground with AnyAction
}

/** Starts the scaffolder's backend. Stop it when the tests are done. */
export async function startScaffolder(): Promise<Scaffolder> {
  const config = {
    integrations: { github: [{ host: 'github.com', token: 'not-a-token' }] },
    scaffolder: { defaultEnvironment: { parameters: environmentParameters } },
  };
  const inputs = new Map<string, JsonObject>();
  const actions = createBackendModule({
    pluginId: 'scaffolder',
    moduleId: 'recording-actions',
    register(registration) {
      registration.registerInit({
        deps: {
          scaffolder: scaffolderActionsExtensionPoint,
          config: coreServices.rootConfig,
        },
        async init({ scaffolder, config: root }) {
          const publish = createPublishGithubAction({
            integrations: ScmIntegrations.fromConfig(root),
            config: root,
          }) as unknown as AnyAction; // its input is a narrower type than JsonObject
          scaffolder.addActions(
            recording(publish, inputs),
            ...[
              'platform:name:check',
              'argocd:create-resources',
              'platform:failure:report',
            ].map(id => recording(unknownAction(id), inputs)),
          );
        },
      });
    },
  });

  const backend = await startTestBackend({
    features: [
      scaffolderPlugin,
      actions,
      catalogServiceMock.factory(),
      mockServices.rootConfig.factory({ data: config }),
    ],
  });

  return {
    stop: () => backend.stop(),
    async run(template, values) {
      inputs.clear();
      const folder = join(templatesFolder, template);
      const response = await request(backend.server)
        .post('/api/scaffolder/v2/dry-run')
        .send({
          template: parse(readFileSync(join(folder, 'template.yaml'), 'utf8')),
          values,
          directoryContents: readFiles(folder),
        });
      const body: {
        errors?: { stack: string }[];
        directoryContents?: { path: string; base64Content: string }[];
        output?: JsonObject;
        error?: { message: string };
      } = response.body;
      return {
        status: response.status,
        problems: [
          ...(body.errors ?? []).map(problem => problem.stack),
          ...(body.error ? [body.error.message] : []),
        ],
        files: new Map(
          (body.directoryContents ?? []).map(file => [
            file.path,
            Buffer.from(file.base64Content, 'base64').toString('utf8'),
          ]),
        ),
        inputs: new Map(inputs),
        output: body.output ?? {},
      };
    },
  };
}
