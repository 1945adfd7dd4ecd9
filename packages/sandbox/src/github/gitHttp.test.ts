import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { startGitHubForTest } from './__testUtils__/startGitHubForTest.ts';

test('clones and pushes with a token, and the API sees the push', async t => {
  const stand = await startGitHubForTest(t);
  await stand.git('.', 'clone', '-q', stand.remote('order-service'), 'clone');
  assert.equal(
    await stand.git('clone', 'log', '--format=%s'),
    'Deploy to development\nTake orders',
  );
  assert.equal(await stand.git('clone', 'tag'), 'v1.0.0');
  await writeFile(join(stand.directory, 'clone', 'new file.txt'), 'hello');
  await stand.git('clone', 'add', '.');
  await stand.git('clone', 'commit', '-q', '-m', 'Say hello');
  await stand.git('clone', 'push', '-q', 'origin', 'main');
  const { data } = await stand.octokit().repos.getContent({
    owner: 'acme',
    repo: 'order-service',
    path: 'new file.txt',
    mediaType: { format: 'raw' },
  });
  assert.equal(data, 'hello');
});

test('takes a large push in chunks and with a compressed body', async t => {
  const stand = await startGitHubForTest(t);
  await stand.git('.', 'clone', '-q', stand.remote('order-service'), 'clone');
  const content = Buffer.from(
    Array.from({ length: 300_000 }, (_, index) => (index * index * 7919) % 251),
  );
  const files = Array.from({ length: 30 }, (_, index) => `file-${index}`);
  for (const [index, name] of files.entries()) {
    const bytes = content.map(byte => (byte * (index + 3)) % 256);
    await writeFile(join(stand.directory, 'clone', name), bytes);
  }
  await stand.git('clone', 'add', '.');
  await stand.git('clone', 'commit', '-q', '-m', 'Add a lot');
  await stand.git('clone', 'push', '-q', 'origin', 'HEAD:refs/heads/large');
  await stand.git(
    '.',
    'clone',
    '-q',
    '-b',
    'large',
    stand.remote('order-service'),
    'second',
  );
  assert.deepEqual(
    await readFile(join(stand.directory, 'second', 'file-7')),
    await readFile(join(stand.directory, 'clone', 'file-7')),
  );
});

test('refuses wrong tokens, and pushes by those who may only read', async t => {
  const stand = await startGitHubForTest(t);
  const open = `${stand.github.url}/acme/order-service.git`;
  // Git sends a token of its own accord only in this form, or after a 401.
  const wrong = 'http.extraHeader=Authorization: Bearer ghp_wrong';
  await assert.rejects(
    stand.git('.', '-c', wrong, 'clone', open, 'wrong'),
    /Authentication failed|Invalid username or token|could not read Username/,
  );
  await stand.git('.', 'clone', '-q', open, 'anonymous');
  await assert.rejects(
    stand.git('anonymous', 'push', 'origin', 'HEAD:refs/heads/x'),
    /could not read Username|terminal prompts disabled/,
  );
  const vic = await stand.signIn('vic');
  await assert.rejects(
    stand.git(
      'anonymous',
      'push',
      stand.remote('order-service', vic),
      'HEAD:refs/heads/x',
    ),
    /403/,
  );
  await assert.rejects(
    stand.git('.', 'clone', stand.remote('missing'), 'missing'),
    /not found/,
  );
});

test('declines a push to a repository made to fail, and keeps it empty', async t => {
  const stand = await startGitHubForTest(t);
  await stand
    .octokit()
    .repos.createInOrg({ org: 'acme', name: 'push-fails-1' });
  await stand.git('.', 'clone', '-q', stand.remote('order-service'), 'clone');
  await assert.rejects(
    stand.git('clone', 'push', stand.remote('push-fails-1'), 'HEAD:main'),
    /push declined/,
  );
  await assert.rejects(
    stand.octokit().repos.listCommits({ owner: 'acme', repo: 'push-fails-1' }),
    { status: 409 },
  );
});
