import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { test } from 'node:test';
import { UrlReaders } from '@backstage/backend-defaults/urlReader';
import { ConfigReader } from '@backstage/config';
import type * as Integration from '@backstage/integration';
import { createPublishGithubAction } from '@backstage/plugin-scaffolder-backend-module-github';
import { startGitHubForTest } from './__testUtils__/startGitHubForTest.ts';
import type { GitHubForTest } from './__testUtils__/startGitHubForTest.ts';

// Node cannot load the package's build for bundlers, which is the one that an import would take.
const { DefaultGithubCredentialsProvider, ScmIntegrations } = createRequire(
  import.meta.url,
)('@backstage/integration') as typeof Integration;

function configOf({ github }: GitHubForTest): ConfigReader {
  return new ConfigReader({
    backend: { baseUrl: 'http://localhost:7007' },
    integrations: {
      github: [
        {
          host: github.host,
          apiBaseUrl: `${github.url}/api/v3`,
          token: github.token,
        },
      ],
    },
  });
}

const logger = {
  debug() {},
  info() {},
  warn() {},
  error() {},
  child: () => logger,
};

test("Backstage's URL reader reads a file, a tree and a pattern", async t => {
  const stand = await startGitHubForTest(t);
  const reader = UrlReaders.default({ config: configOf(stand), logger });
  const repository = `${stand.github.url}/acme/order-service`;
  const file = await reader.readUrl(`${repository}/blob/main/README.md`);
  assert.match((await file.buffer()).toString(), /^# Order service/);
  await assert.rejects(
    reader.readUrl(`${repository}/blob/main/README.md`, { etag: file.etag }),
    { name: 'NotModifiedError' },
  );
  await assert.rejects(reader.readUrl(`${repository}/blob/main/none.md`), {
    name: 'NotFoundError',
  });
  const tree = await reader.readTree(`${repository}/tree/main/docs`);
  const files = await tree.files();
  assert.deepEqual(
    files.map(found => found.path),
    ['index.md'],
  );
  const found = await reader.search(`${repository}/blob/main/**/*.yaml`);
  assert.deepEqual(found.files.map(({ url }) => url).sort(), [
    `${repository}/blob/main/catalog-info.yaml`,
    `${repository}/blob/main/k8s/base/deployment.yaml`,
  ]);
});

/** Runs `publish:github` on a small workspace and answers with its outputs. */
async function publish(
  stand: GitHubForTest,
  name: string,
): Promise<Map<string, unknown>> {
  const config = configOf(stand);
  const integrations = ScmIntegrations.fromConfig(config);
  const action = createPublishGithubAction({
    integrations,
    config,
    githubCredentialsProvider:
      DefaultGithubCredentialsProvider.fromIntegrations(integrations),
  });
  const workspacePath = join(stand.directory, 'workspace');
  await mkdir(join(workspacePath, 'src'), { recursive: true });
  await writeFile(join(workspacePath, 'README.md'), '# Fresh\n');
  await writeFile(join(workspacePath, 'src/index.ts'), 'export {};\n');
  const outputs = new Map<string, unknown>();
  await action.handler({
    workspacePath,
    logger,
    task: { id: 'task' },
    output: (output: string, value: unknown) => outputs.set(output, value),
    checkpoint: async ({ fn }: { fn: () => unknown }) => fn(),
    createTemporaryDirectory: async () => workspacePath,
    getInitiatorCredentials: async () => ({
      $$type: '@backstage/BackstageCredentials',
      principal: { type: 'none' },
    }),
    input: {
      repoUrl: `${stand.github.host}?owner=acme&repo=${name}`,
      description: 'Fresh',
      repoVisibility: 'public',
      defaultBranch: 'main',
      access: 'acme/team-orders',
      collaborators: [{ user: 'vic', access: 'push' }],
      topics: ['nodejs'],
      protectDefaultBranch: true,
      requiredApprovingReviewCount: 1,
      gitAuthorName: 'Ana Silva',
      gitAuthorEmail: 'ana@acme.example',
    },
    // The action needs no more of its context than this.
  } as unknown as Parameters<typeof action.handler>[0]);
  return outputs;
}

test('publish:github makes a repository, pushes to it and protects it', async t => {
  const stand = await startGitHubForTest(t);
  const outputs = await publish(stand, 'fresh-service');
  assert.equal(
    outputs.get('repoContentsUrl'),
    `${stand.github.url}/acme/fresh-service/blob/main`,
  );
  await stand.git('.', 'clone', '-q', stand.remote('fresh-service'), 'clone');
  assert.equal(
    await stand.git('clone', 'rev-parse', 'HEAD'),
    outputs.get('commitHash'),
  );
  await stand.restart();
  const place = { owner: 'acme', repo: 'fresh-service' };
  const { repos } = stand.octokit();
  const branch = await repos.getBranch({ ...place, branch: 'main' });
  assert.equal(branch.data.protected, true);
  const topics = await repos.getAllTopics(place);
  assert.deepEqual(topics.data.names, ['nodejs']);
  const vic = await repos.getCollaboratorPermissionLevel({
    ...place,
    username: 'vic',
  });
  assert.equal(vic.data.permission, 'push');
  const page = await fetch(`${stand.github.url}/acme/fresh-service`);
  assert.equal(page.status, 200);
});

test('publish:github fails where the push is declined, and leaves the repository', async t => {
  const stand = await startGitHubForTest(t);
  await assert.rejects(publish(stand, 'push-fails-orders'), /declined/);
  const place = { owner: 'acme', repo: 'push-fails-orders' };
  const { data } = await stand.octokit().repos.get(place);
  assert.equal(data.size, 0);
});
