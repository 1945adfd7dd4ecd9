import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { startGitHubForTest } from './__testUtils__/startGitHubForTest.ts';

const repository = { owner: 'acme', repo: 'order-service' };

test('writes files through the contents API into the repository', async t => {
  const stand = await startGitHubForTest(t);
  const octokit = stand.octokit(await stand.signIn('ana'));
  const change = { ...repository, path: 'docs/new.md', message: 'Say more' };
  const { data: created } = await octokit.repos.createOrUpdateFileContents({
    ...change,
    content: Buffer.from('one').toString('base64'),
  });
  await assert.rejects(
    octokit.repos.createOrUpdateFileContents({
      ...change,
      content: Buffer.from('two').toString('base64'),
    }),
    { status: 422 },
  );
  await octokit.repos.createOrUpdateFileContents({
    ...change,
    content: Buffer.from('two').toString('base64'),
    sha: created.content?.sha,
  });
  await stand.git('.', 'clone', '-q', stand.remote('order-service'), 'clone');
  const text = await readFile(join(stand.directory, 'clone/docs/new.md'));
  assert.equal(text.toString(), 'two');
  assert.equal(
    await stand.git('clone', 'log', '-1', '--format=%an <%ae> %s'),
    'Ana Silva <ana@acme.example> Say more',
  );
  const { data: gone } = await octokit.repos.getContent(change);
  assert.ok(!Array.isArray(gone));
  await octokit.repos.deleteFile({ ...change, sha: gone.sha });
  await assert.rejects(octokit.repos.getContent(change), { status: 404 });
});

test('builds a commit from blobs and trees and moves a branch to it', async t => {
  const stand = await startGitHubForTest(t);
  const { git } = stand.octokit();
  const head = await git.getRef({ ...repository, ref: 'heads/main' });
  const parent = head.data.object.sha;
  const blob = await git.createBlob({ ...repository, content: 'blob\n' });
  const tree = await git.createTree({
    ...repository,
    base_tree: (
      await git.getCommit({ ...repository, commit_sha: parent })
    ).data.tree.sha,
    tree: [
      { path: 'a/b.txt', mode: '100644', type: 'blob', sha: blob.data.sha },
      { path: 'docs', mode: '040000', type: 'tree', sha: null },
      { path: 'run.sh', mode: '100755', type: 'blob', content: 'echo\n' },
    ],
  });
  const commit = await git.createCommit({
    ...repository,
    message: 'By hand',
    tree: tree.data.sha,
    parents: [parent],
  });
  const sha = commit.data.sha;
  await git.updateRef({ ...repository, ref: 'heads/main', sha });
  await git.createRef({ ...repository, ref: 'refs/heads/feature/x', sha });
  await assert.rejects(
    git.updateRef({ ...repository, ref: 'heads/main', sha: parent }),
    { status: 422 },
  );
  await stand.git('.', 'clone', '-q', stand.remote('order-service'), 'clone');
  assert.equal(
    await stand.git('clone', 'ls-files', '-s', 'run.sh', 'docs', 'a'),
    [
      `100644 ${blob.data.sha} 0\ta/b.txt`,
      await stand.git('clone', 'ls-files', '-s', 'run.sh'),
    ].join('\n'),
  );
  assert.match(await stand.git('clone', 'ls-files', '-s', 'run.sh'), /^100755/);
  const { data: branch } = await stand
    .octokit()
    .repos.getBranch({ ...repository, branch: 'feature/x' });
  assert.equal(branch.commit.sha, sha);
});

test('creates, renames and deletes repositories, and remembers them', async t => {
  const stand = await startGitHubForTest(t);
  const octokit = stand.octokit();
  const created = await octokit.repos.createInOrg({
    org: 'acme',
    name: 'new-service',
    description: 'New',
    auto_init: true,
  });
  assert.equal(created.data.default_branch, 'main');
  await assert.rejects(
    octokit.repos.createInOrg({ org: 'acme', name: 'new-service' }),
    { status: 422 },
  );
  const vic = stand.octokit(await stand.signIn('vic'));
  await assert.rejects(
    vic.repos.createInOrg({ org: 'acme', name: 'not-mine' }),
    { status: 403 },
  );
  const place = { owner: 'acme', repo: 'new-service' };
  await octokit.repos.replaceAllTopics({ ...place, names: ['fresh'] });
  await octokit.repos.update({ ...place, name: 'newer-service' });
  await octokit.repos.createInOrg({ org: 'acme', name: 'short-lived' });
  await octokit.repos.delete({ owner: 'acme', repo: 'short-lived' });
  await stand.restart();
  const { data: list } = await stand
    .octokit()
    .repos.listForOrg({ org: 'acme' });
  assert.deepEqual(
    list.map(found => [found.name, found.topics, found.created_at]),
    [
      ['newer-service', ['fresh'], created.data.created_at],
      ['order-service', ['nodejs', 'orders'], '2026-01-05T09:00:00Z'],
    ],
  );
});
