import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { test } from 'node:test';
import { startGitHubForTest } from './__testUtils__/startGitHubForTest.ts';

const repository = { owner: 'acme', repo: 'order-service' };

test('answers an unknown token as GitHub does, at both addresses of the API', async t => {
  const stand = await startGitHubForTest(t);
  for (const path of [
    '/user',
    '/api/v3/user',
    '/acme/order-service',
    '/acme/order-service/raw/main/README.md',
    '/api/v3/repos/acme/order-service',
    '/api/v3/repos/acme/order-service/contents/README.md',
  ]) {
    const response = await fetch(stand.github.url + path, {
      headers: { authorization: 'token ghp_unknown' },
    });
    assert.equal(response.status, 401, path);
    const { message } = (await response.json()) as { message: string };
    assert.equal(message, 'Bad credentials');
  }
  const { data } = await stand.octokit().users.getAuthenticated();
  assert.equal(data.login, 'golden-path-bot');
});

test('answers a browser of another origin, as the import page is', async t => {
  const stand = await startGitHubForTest(t);
  const url = `${stand.github.url}/api/v3/repos/acme/order-service/pulls`;
  const origin = 'http://localhost:7007';
  const preflight = await fetch(url, {
    method: 'OPTIONS',
    headers: {
      origin,
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'authorization,content-type',
    },
  });
  assert.equal(preflight.status, 204);
  assert.equal(
    preflight.headers.get('access-control-allow-headers'),
    'authorization,content-type',
  );
  const answer = await fetch(url, { headers: { origin } });
  assert.equal(answer.headers.get('access-control-allow-origin'), '*');
});

test('describes the organisation and its repositories', async t => {
  const stand = await startGitHubForTest(t);
  const octokit = stand.octokit();
  const owner = await octokit.users.getByUsername({ username: 'acme' });
  assert.equal(owner.data.type, 'Organization');
  const { data: list } = await octokit.repos.listForOrg({ org: 'acme' });
  assert.deepEqual(
    list.map(found => found.name),
    ['order-service'],
  );
  const { data: found } = await octokit.repos.get(repository);
  assert.equal(found.description, 'Takes orders');
  assert.deepEqual(found.topics, ['nodejs', 'orders']);
  assert.equal(found.pushed_at, '2026-01-06T09:00:00Z');
  assert.equal(found.created_at, '2026-01-05T09:00:00Z');
  assert.equal(found.clone_url, `${stand.github.url}/acme/order-service.git`);
});

test('reads contents, commits, trees, differences and archives from Git', async t => {
  const stand = await startGitHubForTest(t);
  const octokit = stand.octokit();
  const readme = await octokit.repos.getReadme(repository);
  assert.equal(
    Buffer.from(readme.data.content, 'base64').toString(),
    '# Order service\n\nTakes <b>orders</b>.\n',
  );
  const { data: root } = await octokit.repos.getContent({
    ...repository,
    path: '',
    ref: 'v1.0.0',
  });
  assert.ok(Array.isArray(root));
  assert.deepEqual(
    root.map(entry => `${entry.type} ${entry.path}`),
    [
      'file README.md',
      'file catalog-info.yaml',
      'dir docs',
      'file obsolete.txt',
    ],
  );
  const { data: commits } = await octokit.repos.listCommits(repository);
  assert.deepEqual(
    commits.map(({ commit, author }) => [commit.message, author?.login]),
    [
      ['Deploy to development', 'ana'],
      ['Take orders', 'ana'],
    ],
  );
  const { data: commit } = await octokit.repos.getCommit({
    ...repository,
    ref: 'main',
  });
  assert.deepEqual(
    commit.files?.map(file => `${file.status} ${file.filename}`),
    ['added k8s/base/deployment.yaml', 'removed obsolete.txt'],
  );
  assert.match(commit.files?.[0].patch ?? '', /^@@ .*\n\+kind: Deployment$/);
  const { data: comparison } = await octokit.repos.compareCommitsWithBasehead({
    ...repository,
    basehead: 'v1.0.0...main',
  });
  assert.equal(comparison.ahead_by, 1);
  const { data: tree } = await octokit.git.getTree({
    ...repository,
    tree_sha: 'main',
    recursive: 'true',
  });
  assert.ok(tree.tree.some(entry => entry.path === 'k8s/base/deployment.yaml'));
});

test('streams a tarball whose root folder is named as on GitHub', async t => {
  const stand = await startGitHubForTest(t);
  const { data: commit } = await stand
    .octokit()
    .repos.getCommit({ ...repository, ref: 'main' });
  const archive = await stand
    .octokit()
    .repos.downloadTarballArchive({ ...repository, ref: 'main' });
  // Octokit types the bytes of an archive as unknown.
  const bytes = Buffer.from(archive.data as ArrayBuffer);
  const names = execFileSync('tar', ['-tz'], { input: bytes }).toString();
  const folder = `acme-order-service-${commit.sha.slice(0, 7)}`;
  assert.ok(names.split('\n').includes(`${folder}/docs/index.md`));
});

test('keeps statuses and check runs of commits over a restart', async t => {
  const stand = await startGitHubForTest(t);
  const { repos, checks } = stand.octokit();
  const { data: commit } = await repos.getCommit({
    ...repository,
    ref: 'main',
  });
  const sha = commit.sha;
  const status = { ...repository, sha, context: 'build' };
  await repos.createCommitStatus({ ...status, state: 'pending' });
  await repos.createCommitStatus({ ...status, state: 'success' });
  await checks.create({
    ...repository,
    name: 'test',
    head_sha: sha,
    status: 'completed',
    conclusion: 'failure',
  });
  await stand.restart();
  const octokit = stand.octokit();
  const { data: combined } = await octokit.repos.getCombinedStatusForRef({
    ...repository,
    ref: 'main',
  });
  assert.deepEqual(
    [combined.sha, combined.state, combined.total_count],
    [sha, 'success', 1],
  );
  const { data: runs } = await octokit.checks.listForRef({
    ...repository,
    ref: 'main',
  });
  assert.deepEqual(
    runs.check_runs.map(run => [run.name, run.conclusion]),
    [['test', 'failure']],
  );
});

test('searches code by text and by file name', async t => {
  const stand = await startGitHubForTest(t);
  const find = async (q: string) => {
    const { data } = await stand.octokit().search.code({ q });
    return data.items.map(item => `${item.repository.name}/${item.path}`);
  };
  assert.deepEqual(await find('orders repo:acme/order-service'), [
    'order-service/README.md',
  ]);
  assert.deepEqual(await find('filename:catalog-info.yaml org:acme'), [
    'order-service/catalog-info.yaml',
  ]);
  assert.deepEqual(await find('orders filename:catalog-info.yaml'), []);
});
