import assert from 'node:assert/strict';
import {
  chmod,
  mkdir,
  mkdtemp,
  readFile,
  rm,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { installPackages, isInstalled } from './installPackages.mjs';

async function project(t: TestContext, yarnScript: string) {
  const root = await mkdtemp(join(tmpdir(), 'install-'));
  t.after(() => rm(root, { recursive: true }));
  await mkdir(join(root, 'plugins', 'cost'), { recursive: true });
  await writeFile(join(root, 'package.json'), '{}');
  await writeFile(join(root, 'yarn.lock'), 'one');
  await writeFile(join(root, 'plugins', 'cost', 'package.json'), '{}');
  const yarn = join(root, 'yarn.sh');
  await writeFile(yarn, `#!/bin/sh\n${yarnScript}\n`);
  await chmod(yarn, 0o755);
  const notes: string[] = [];
  const logFile = join(root, 'install.log');
  return {
    root,
    notes,
    logFile,
    install: () =>
      installPackages({
        root,
        command: [yarn],
        env: { PATH: process.env.PATH },
        logFile,
        note: line => notes.push(line),
      }),
  };
}

test('an install is repeated only when something that decides it has changed', async t => {
  const { root, install } = await project(
    t,
    'test "$*" = "install --immutable"',
  );
  assert.equal(isInstalled(root), false);
  await install();
  assert.equal(isInstalled(root), true);

  await writeFile(join(root, 'plugins', 'cost', 'package.json'), '{"a":1}');
  assert.equal(isInstalled(root), false);
  await install();
  assert.equal(isInstalled(root), true);

  await writeFile(join(root, 'yarn.lock'), 'two');
  assert.equal(isInstalled(root), false);
});

test('an install that dies is tried once more, with fewer connections', async t => {
  const { root, notes, install } = await project(
    t,
    'test "$YARN_NETWORK_CONCURRENCY" = 4 && test "$YARN_HTTP_RETRY" = 0',
  );
  await install();
  assert.equal(isInstalled(root), true);
  assert.equal(notes.length, 1);
});

test('an install that fails says what to do, keeps the log, and is not taken for done', async t => {
  const { root, logFile, install } = await project(
    t,
    'echo "RequestError: getaddrinfo ENOTFOUND npm.example.com"; exit 1',
  );
  await assert.rejects(install(), (error: Error & { advice?: string }) => {
    assert.equal(error.name, 'LaunchError');
    assert.match(error.message, /ENOTFOUND npm\.example\.com/);
    assert.match(error.advice ?? '', /The registry cannot be reached/);
    return true;
  });
  assert.equal(isInstalled(root), false);
  assert.match(await readFile(logFile, 'utf8'), /ENOTFOUND/);
});

test('a lock file that does not fit is not tried twice', async t => {
  const { notes, install } = await project(
    t,
    'echo "YN0028: The lockfile would have been modified"; exit 1',
  );
  await assert.rejects(install(), { name: 'LaunchError' });
  assert.deepEqual(notes, []);
});
