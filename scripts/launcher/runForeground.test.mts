import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { test } from 'node:test';
import { runForeground } from './runForeground.mjs';

test('the exit code of the command is the exit code of the launcher', async () => {
  const code = await runForeground(
    [process.execPath, '-e', 'process.exitCode = 7'],
    { cwd: process.cwd(), env: process.env },
  );
  assert.equal(code, 7);
});

/** A launcher whose command says its process id, and that it was stopped. */
function launcherScript() {
  const command = `
    process.on('SIGTERM', () => setTimeout(() => { console.log('stopped'); process.exit(0); }, 100));
    setInterval(() => {}, 1000);
    console.log(process.pid);
  `;
  return `
    import { runForeground } from ${JSON.stringify(
      join(import.meta.dirname, 'runForeground.mjs'),
    )};
    process.exitCode = await runForeground([process.execPath, '-e', ${JSON.stringify(
      command,
    )}], { cwd: process.cwd(), env: process.env });
  `;
}

async function start(file: string, ...args: string[]) {
  const child = spawn(file, args, {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, npm_lifecycle_event: 'start' },
  });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', text => {
    output += text;
  });
  await once(child.stdout, 'data');
  return { child, commandPid: Number(output), output: () => output };
}

test('a signal to the launcher alone ends the command, and the launcher waits for it', async () => {
  const { child, commandPid, output } = await start(
    process.execPath,
    '--input-type=module',
    '-e',
    launcherScript(),
  );

  child.kill('SIGTERM');
  const [code] = await once(child, 'close');

  assert.equal(code, 0);
  assert.match(output(), /stopped/);
  assert.throws(() => process.kill(commandPid, 0), { code: 'ESRCH' });
});

test('the command ends when the npm that started the launcher is gone', async () => {
  const { child, commandPid, output } = await start(
    '/bin/sh',
    '-c',
    '"$0" --input-type=module -e "$1" & wait',
    process.execPath,
    launcherScript(),
  );

  child.kill('SIGKILL');
  // The launcher holds the pipe until it has ended too.
  await once(child, 'close');

  assert.match(output(), /stopped/);
  assert.throws(() => process.kill(commandPid, 0), { code: 'ESRCH' });
});
