import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startGitHubForTest } from './__testUtils__/startGitHubForTest.ts';
import type { RequestFault } from './faults/RequestFault.ts';
import { Faults } from './faults/Faults.ts';

const repository = { owner: 'acme', repo: 'order-service' };
const path = '/repos/acme/order-service';

test('requests fail as asked, and it is known which took effect all the same', async t => {
  const stand = await startGitHubForTest(t, {
    faults: {
      requests: [
        {
          repository: '^acme/order-',
          method: 'POST',
          path: '^git/refs$',
          times: 1,
          answer: { kind: 'bad-gateway', when: 'after' },
        },
      ],
    },
  });
  const { github } = stand;
  const octokit = stand.octokit();
  const { data } = await octokit.git.getRef({
    ...repository,
    ref: 'heads/main',
  });
  const { sha } = data.object;
  const create = (name: string) =>
    octokit.git.createRef({ ...repository, ref: `refs/heads/${name}`, sha });
  await assert.rejects(create('once'), { status: 502 });
  await assert.rejects(create('once'), /Reference already exists/);
  await create('twice');
  assert.deepEqual(
    github.writes().map(({ at: _, ...write }) => write),
    [1, 2].map(() => ({
      login: 'golden-path-bot',
      method: 'POST',
      repository: 'acme/order-service',
      path: 'git/refs',
      status: 201,
    })),
  );
  github.setFaults([{ answer: { kind: 'bad-gateway', when: 'before' } }]);
  github.forgetWrites();
  await assert.rejects(create('never'), { status: 502 });
  github.setFaults([]);
  await create('never');
  assert.equal(github.writes().length, 1);
});

test('each failure looks like that of GitHub', async t => {
  const stand = await startGitHubForTest(t);
  const { github } = stand;
  const ask = async (answer: RequestFault['answer']) => {
    github.setFaults([{ path: '^$', answer }]);
    const headers = { authorization: `Bearer ${github.token}` };
    const response = await fetch(`${github.url}/api/v3${path}`, { headers });
    return {
      status: response.status,
      header: (name: string) => response.headers.get(name),
      body: await response.text(),
    };
  };
  const primary = await ask({ kind: 'rate-limit', resetSeconds: 60 });
  assert.equal(primary.status, 403);
  assert.equal(primary.header('x-ratelimit-remaining'), '0');
  const reset = Number(primary.header('x-ratelimit-reset')) - Date.now() / 1000;
  assert.ok(reset > 50 && reset < 62);
  assert.match(primary.body, /API rate limit exceeded for user ID/);
  assert.equal((await ask({ kind: 'rate-limit', status: 429 })).status, 429);
  const secondary = await ask({ kind: 'secondary-rate-limit' });
  assert.equal(secondary.status, 403);
  assert.equal(secondary.header('retry-after'), null);
  assert.notEqual(secondary.header('x-ratelimit-remaining'), '0');
  assert.match(secondary.body, /secondary rate limit/);
  const told = await ask({
    kind: 'secondary-rate-limit',
    status: 429,
    retryAfterSeconds: 7,
  });
  assert.deepEqual([told.status, told.header('retry-after')], [429, '7']);
  const revoked = await ask({ kind: 'unauthorized' });
  assert.equal(revoked.status, 401);
  assert.match(revoked.body, /Bad credentials/);
  const sso = await ask({ kind: 'single-sign-on' });
  assert.match(sso.header('x-github-sso') ?? '', /^required; url=/);
  const missing = await ask({ kind: 'not-found', milliseconds: 60_000 });
  assert.equal(missing.status, 404);
  const late = await ask({ kind: 'delay', milliseconds: 1 });
  assert.equal(late.status, 200);
});

test('a failure ends after its time, and meets what it is about', () => {
  let now = 0;
  const faults = new Faults(() => now);
  const head = {
    method: 'GET',
    repository: 'acme/new',
    path: 'git/ref/heads/main',
  };
  const kinds = (subject: typeof head) =>
    faults.answersTo(subject).map(({ kind }) => kind);
  faults.set('a', [
    {
      repository: '/new$',
      answer: { kind: 'not-found', milliseconds: 5000 },
    },
    { repository: '/new$', answer: { kind: 'delay', milliseconds: 9 } },
  ]);
  faults.set('b', [{ skip: 1, times: 1, answer: { kind: 'unauthorized' } }]);
  assert.deepEqual(kinds(head), ['not-found', 'delay']);
  now = 4999;
  assert.deepEqual(kinds({ ...head, repository: 'acme/old' }), []);
  assert.deepEqual(kinds(head), ['not-found', 'delay']);
  now = 5000;
  assert.deepEqual(kinds(head), ['delay', 'unauthorized']);
  faults.delete('a');
  assert.deepEqual(kinds(head), []);
});

test('git over HTTP fails too, and a push is a write', async t => {
  const stand = await startGitHubForTest(t);
  await stand.git('.', 'clone', '-q', stand.remote('order-service'), 'clone');
  assert.deepEqual(stand.github.writes(), []);
  await stand.git('clone', 'push', '-q', 'origin', 'main:pushed');
  assert.deepEqual(
    stand.github.writes().map(write => [write.repository, write.path]),
    [['acme/order-service', 'git-receive-pack']],
  );
  stand.github.setFaults([
    {
      repository: '^acme/order-service$',
      path: '^(info/refs|git-)',
      answer: { kind: 'not-found', milliseconds: 60_000 },
    },
  ]);
  await assert.rejects(
    stand.git('clone', 'fetch', '--quiet', 'origin'),
    /not found/,
  );
});

test('tests in other processes ask for failures by name and read the writes, where that is switched on', async t => {
  const closed = await startGitHubForTest(t);
  const controls = (url: string) => `${url}/_controls/writes`;
  assert.equal((await fetch(controls(closed.github.url))).status, 404);
  const { github } = await startGitHubForTest(t, { controls: true });
  const send = (method: string, body?: unknown) =>
    fetch(`${github.url}/_controls/faults/mine`, {
      method,
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
  const status = async () => (await fetch(`${github.url}${path}`)).status;
  assert.equal(
    (await send('PUT', [{ answer: { kind: 'nonsense' } }])).status,
    400,
  );
  const fault: RequestFault = { answer: { kind: 'unauthorized' } };
  assert.equal((await send('PUT', [fault])).status, 204);
  assert.equal(await status(), 401);
  await send('DELETE');
  assert.equal(await status(), 200);
  assert.deepEqual(await (await fetch(controls(github.url))).json(), []);
});
