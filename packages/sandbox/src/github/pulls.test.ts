import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startGitHubForTest } from './__testUtils__/startGitHubForTest.ts';
import type { GitHubForTest } from './__testUtils__/startGitHubForTest.ts';

const repository = { owner: 'acme', repo: 'order-service' };

/** What the catalog's import page does: a branch, a file on it, a pull request. */
async function openPull(stand: GitHubForTest, token: string, branch: string) {
  const octokit = stand.octokit(token);
  const main = await octokit.git.getRef({ ...repository, ref: 'heads/main' });
  await octokit.git.createRef({
    ...repository,
    ref: `refs/heads/${branch}`,
    sha: main.data.object.sha,
  });
  await octokit.repos.createOrUpdateFileContents({
    ...repository,
    path: `${branch}.yaml`,
    message: `Add ${branch}`,
    content: Buffer.from('kind: Component\n').toString('base64'),
    branch,
  });
  const { data } = await octokit.pulls.create({
    ...repository,
    title: `Add ${branch}`,
    head: branch,
    base: 'main',
  });
  return data;
}

test('opens, shows and merges a pull request in Git, and remembers it', async t => {
  const stand = await startGitHubForTest(t);
  const opened = await openPull(stand, await stand.signIn('ana'), 'import');
  assert.equal(opened.user.login, 'ana');
  assert.equal(opened.commits, 1);
  assert.equal(opened.additions, 1);
  assert.equal(opened.mergeable, true);
  const place = { ...repository, pull_number: opened.number };
  const octokit = stand.octokit();
  const { data: files } = await octokit.pulls.listFiles(place);
  assert.deepEqual(
    files.map(file => `${file.status} ${file.filename}`),
    ['added import.yaml'],
  );
  const { data: merged } = await octokit.pulls.merge(place);
  await stand.git('.', 'clone', '-q', stand.remote('order-service'), 'clone');
  assert.equal(await stand.git('clone', 'rev-parse', 'HEAD'), merged.sha);
  assert.match(
    await stand.git('clone', 'log', '-1', '--format=%s'),
    /^Merge pull request #1 from acme\/import$/,
  );
  const before = (await octokit.pulls.get(place)).data;
  await stand.restart();
  const after = (await stand.octokit().pulls.get(place)).data;
  for (const pull of [before, after]) {
    assert.equal(pull.merged, true);
    assert.equal(pull.merge_commit_sha, merged.sha);
    assert.equal(pull.head.sha, opened.head.sha);
    assert.equal(pull.created_at, opened.created_at);
    assert.equal(pull.merged_at, before.merged_at);
    assert.equal(pull.commits, 1);
  }
  const { data: ofCommit } = await stand
    .octokit()
    .repos.listPullRequestsAssociatedWithCommit({
      ...repository,
      commit_sha: opened.head.sha,
    });
  assert.deepEqual(
    ofCommit.map(pull => pull.number),
    [1],
  );
});

test('squashes, rebases, and refuses what conflicts', async t => {
  const stand = await startGitHubForTest(t);
  const octokit = stand.octokit();
  const token = stand.github.token;
  const squash = await openPull(stand, token, 'squash');
  const rebase = await openPull(stand, token, 'rebase');
  const conflict = await openPull(stand, token, 'conflict');
  await octokit.repos.createOrUpdateFileContents({
    ...repository,
    path: 'conflict.yaml',
    message: 'The same file on main',
    content: Buffer.from('another\n').toString('base64'),
  });
  const merge = (pull_number: number, merge_method: 'squash' | 'rebase') =>
    octokit.pulls.merge({ ...repository, pull_number, merge_method });
  await merge(squash.number, 'squash');
  await merge(rebase.number, 'rebase');
  await assert.rejects(merge(conflict.number, 'squash'), { status: 405 });
  const open = await octokit.pulls.list({ ...repository, state: 'open' });
  assert.deepEqual(
    open.data.map(pull => pull.head.ref),
    ['conflict'],
  );
  await stand.git('.', 'clone', '-q', stand.remote('order-service'), 'clone');
  assert.equal(
    await stand.git('clone', 'log', '-3', '--format=%s'),
    'Add rebase\nAdd squash (#1)\nThe same file on main',
  );
});

test('refuses pull requests that Git cannot make', async t => {
  const stand = await startGitHubForTest(t);
  const { pulls } = stand.octokit();
  const attempt = (head: string) =>
    pulls.create({ ...repository, title: 'x', head, base: 'main' });
  await assert.rejects(attempt('no-such-branch'), { status: 422 });
  await assert.rejects(attempt('main'), { status: 422 });
  await openPull(stand, stand.github.token, 'once');
  await assert.rejects(attempt('acme:once'), { status: 422 });
});
