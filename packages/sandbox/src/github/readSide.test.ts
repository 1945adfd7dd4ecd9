import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startGitHubForTest } from './__testUtils__/startGitHubForTest.ts';

/** How Octokit reports an answer that is no success. */
interface Refusal {
  readonly status: number;
  readonly response?: { readonly headers: Readonly<Record<string, unknown>> };
}

const repository = { owner: 'acme', repo: 'order-service' };

test('tells of commits all that a history shows, by branch, tag and folder', async t => {
  const stand = await startGitHubForTest(t);
  const { repos } = stand.octokit();
  const { data: all } = await repos.listCommits(repository);
  const [second, first] = all;
  assert.deepEqual(
    second.parents.map(({ sha }) => sha),
    [first.sha],
  );
  const { url } = stand.github;
  assert.equal(first.commit.author?.name, 'Ana Silva');
  assert.equal(first.commit.author?.date, '2026-01-05T09:00:00Z');
  assert.equal(first.author?.login, 'ana');
  assert.equal(first.author?.avatar_url, `${url}/avatars/ana`);
  assert.equal(first.author?.html_url, `${url}/ana`);

  const shas = async (query: object) => {
    const { data } = await repos.listCommits({ ...repository, ...query });
    return data.map(({ sha }) => sha);
  };
  assert.deepEqual(await shas({ path: 'k8s/base' }), [second.sha]);
  assert.deepEqual(await shas({ sha: 'v1.0.0' }), [first.sha]);
  assert.deepEqual(await shas({ per_page: 1 }), [second.sha]);
  assert.deepEqual(await shas({ per_page: 1, page: 2 }), [first.sha]);
  for (const ref of [
    'v1.0.0',
    'tags/v1.0.0',
    first.sha,
    first.sha.slice(0, 7),
  ]) {
    const { data } = await repos.getCommit({ ...repository, ref });
    assert.equal(data.sha, first.sha, ref);
  }
  for (const ref of ['main', 'heads/main']) {
    const { data } = await repos.getCommit({ ...repository, ref });
    assert.equal(data.sha, second.sha, ref);
  }
});

test('compares two versions by tag, branch and commit', async t => {
  const stand = await startGitHubForTest(t);
  const { repos } = stand.octokit();
  const { data: head } = await repos.getCommit({ ...repository, ref: 'main' });
  for (const basehead of ['v1.0.0...main', `v1.0.0...${head.sha}`]) {
    const { data } = await repos.compareCommitsWithBasehead({
      ...repository,
      basehead,
    });
    assert.deepEqual(
      [data.status, data.ahead_by, data.behind_by, data.total_commits],
      ['ahead', 1, 0, 1],
    );
    assert.deepEqual(
      data.commits.map(({ commit, author }) => [commit.message, author?.login]),
      [['Deploy to development', 'ana']],
    );
  }
  const { data: back } = await repos.compareCommitsWithBasehead({
    ...repository,
    basehead: 'main...v1.0.0',
  });
  assert.deepEqual([back.status, back.behind_by], ['behind', 1]);
  await assert.rejects(
    repos.compareCommitsWithBasehead({
      ...repository,
      basehead: 'main...gone',
    }),
    (error: Refusal) => error.status === 404,
  );
});

test('reads a file as it was at a commit', async t => {
  const stand = await startGitHubForTest(t);
  const { repos } = stand.octokit();
  const at = { ...repository, path: 'obsolete.txt' };
  const { data } = await repos.getContent({ ...at, ref: 'v1.0.0' });
  assert.ok(!Array.isArray(data) && data.type === 'file');
  assert.equal(Buffer.from(data.content, 'base64').toString(), 'gone soon\n');
  await assert.rejects(
    repos.getContent({ ...at, ref: 'main' }),
    (error: Refusal) => error.status === 404,
  );
});

test('answers who has the newest state already with 304, and counts that for nothing', async t => {
  const stand = await startGitHubForTest(t);
  const octokit = stand.octokit();
  const range = { ...repository, basehead: 'v1.0.0...main' };
  const requests = [
    (headers: Record<string, string>) =>
      octokit.repos.listCommits({ ...repository, headers }),
    (headers: Record<string, string>) =>
      octokit.repos.getCommit({ ...repository, ref: 'main', headers }),
    (headers: Record<string, string>) =>
      octokit.repos.compareCommitsWithBasehead({ ...range, headers }),
    (headers: Record<string, string>) =>
      octokit.repos.getContent({ ...repository, path: 'README.md', headers }),
  ];
  for (const request of requests) {
    const { headers } = await request({});
    assert.ok(headers.etag);
    assert.equal(headers['x-ratelimit-limit'], '5000');
    const used = Number(headers['x-ratelimit-used']);
    assert.ok(used > 0);
    await assert.rejects(
      request({ 'if-none-match': headers.etag }),
      (error: Refusal) => {
        assert.equal(error.status, 304);
        const again = error.response?.headers ?? {};
        assert.equal(Number(again['x-ratelimit-used']), used);
        assert.equal(again.etag, headers.etag);
        return true;
      },
    );
    const { status } = await request({ 'if-none-match': '"other"' });
    assert.equal(status, 200);
  }
});
