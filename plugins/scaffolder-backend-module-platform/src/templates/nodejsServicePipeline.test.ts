/* eslint jest/no-standalone-expect: ["error", { "additionalTestBlockFunctions": ["itWithActionlint"] }] */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { findActionlint, reasonToSkip } from './__testUtils__/findTool';
import { templatesFolder } from './__testUtils__/startScaffolder';

const actionlint = findActionlint();
const itWithActionlint = actionlint.missing ? it.skip : it;

const skeleton = join(templatesFolder, 'nodejs-service/skeleton');
const read = (path: string) => readFileSync(join(skeleton, path), 'utf8');

interface Workflow {
  permissions: Record<string, string>;
  jobs: Record<
    string,
    {
      permissions?: Record<string, string>;
      'timeout-minutes'?: number;
      steps: { uses?: string; run?: string }[];
    }
  >;
}

describe.each(['ci.yaml', 'deploy.yaml'])('the workflow %s', file => {
  const path = `.github/workflows/${file}`;
  const workflow: Workflow = parse(read(path));
  const steps = Object.values(workflow.jobs).flatMap(job => job.steps);

  it('pins every action by commit, and says which version that is', () => {
    const uses = read(path).match(/uses:.*/g);
    expect(uses).toHaveLength(steps.filter(step => step.uses).length);
    for (const line of uses!) {
      expect(line).toMatch(
        /^uses: [\w.-]+\/[\w.-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/,
      );
    }
  });

  it('has no right that a job does not ask for', () => {
    for (const right of Object.values(workflow.permissions)) {
      expect(right).toBe('read');
    }
    const writes = Object.entries(workflow.jobs).map(([name, job]) => [
      name,
      Object.entries(job.permissions ?? {})
        .filter(([, right]) => right === 'write')
        .map(([scope]) => scope),
    ]);
    expect(Object.fromEntries(writes)).toEqual(
      file === 'ci.yaml'
        ? { test: [], manifests: [], image: [] }
        : { image: ['packages'], development: ['contents'] },
    );
  });

  it('ends every job some day, and puts no expression into a script', () => {
    for (const job of Object.values(workflow.jobs)) {
      expect(job['timeout-minutes']).toBeLessThanOrEqual(20);
    }
    for (const { run = '' } of steps) {
      expect(run).not.toContain('${{');
    }
  });
});

describe('the workflows', () => {
  itWithActionlint(`pass actionlint${reasonToSkip(actionlint)}`, () => {
    const { status, stdout } = spawnSync(
      actionlint.path,
      ['ci.yaml', 'deploy.yaml'].map(file =>
        join(skeleton, '.github/workflows', file),
      ),
      { encoding: 'utf8' },
    );
    expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
  });
});

describe('the Dockerfile', () => {
  const lines = read('Dockerfile').split('\n');
  const stages = lines.filter(line => line.startsWith('FROM '));
  const runtime = lines.slice(lines.indexOf(stages.at(-1)!));

  it('builds in one image and runs in another', () => {
    expect(stages.length).toBeGreaterThan(1);
    expect(stages[0]).toContain('${BUILD_IMAGE}');
    expect(stages.at(-1)).toContain('${RUNTIME_IMAGE}');
    expect(runtime.filter(line => line.startsWith('RUN '))).toEqual([]);
  });

  it('runs as a user that is not root, by number', () => {
    expect(runtime.filter(line => line.startsWith('USER '))).toEqual([
      'USER 65532:65532',
    ]);
  });

  it('pins its base images by digest', () => {
    const images = lines.filter(line => /^ARG \w+_IMAGE=/.test(line));
    expect(images).toHaveLength(2);
    for (const image of images) {
      expect(image).toMatch(/=\S+:\S+@sha256:[0-9a-f]{64}$/);
      expect(image).not.toContain(':latest');
    }
  });
});
