import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { GitRepositories } from './GitRepositories.ts';

test('says what to install where there is no git', async t => {
  const directory = await mkdtemp(join(tmpdir(), 'github-stand-in-test-'));
  const path = process.env.PATH;
  t.after(async () => {
    process.env.PATH = path;
    await rm(directory, { recursive: true, force: true });
  });
  process.env.PATH = directory;
  await assert.rejects(
    GitRepositories.open(directory),
    /needs git.*Install it/,
  );
});

test('leaves no half-made repository behind', async t => {
  const directory = await mkdtemp(join(tmpdir(), 'github-stand-in-test-'));
  t.after(() => rm(directory, { recursive: true, force: true }));
  const repositories = await GitRepositories.open(directory);
  const name = { owner: 'acme', name: 'half' };
  await assert.rejects(
    repositories.create(name, () => Promise.reject(new Error('interrupted'))),
    /interrupted/,
  );
  assert.equal(await repositories.find(name), undefined);
  assert.deepEqual(await repositories.list(), []);
  await repositories.create(name);
  assert.equal((await repositories.list())[0].fullName, 'acme/half');
  for (const unsafe of ['..', 'a/b', '', 'x.git', 'a\0b']) {
    const escaping = { owner: 'acme', name: unsafe };
    await assert.rejects(repositories.create(escaping), /cannot name/);
    assert.equal(await repositories.find(escaping), undefined);
  }
});
