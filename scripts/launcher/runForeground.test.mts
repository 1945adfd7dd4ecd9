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

test('a signal to the launcher alone ends the command, and the launcher waits for it', async () => {
  const command = `
    process.on('SIGTERM', () => setTimeout(() => { console.log('stopped'); process.exit(0); }, 100));
    setInterval(() => {}, 1000);
    console.log(process.pid);
  `;
  const launcher = `
    import { runForeground } from ${JSON.stringify(
      join(import.meta.dirname, 'runForeground.mjs'),
    )};
    process.exitCode = await runForeground([process.execPath, '-e', ${JSON.stringify(
      command,
    )}], { cwd: process.cwd(), env: process.env });
  `;
  const child = spawn(
    process.execPath,
    ['--input-type=module', '-e', launcher],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  let output = '';
  child.stdout.setEncoding('utf8').on('data', text => {
    output += text;
  });
  await once(child.stdout, 'data');
  const commandPid = Number(output);

  child.kill('SIGTERM');
  const [code] = await once(child, 'close');

  assert.equal(code, 0);
  assert.match(output, /stopped/);
  assert.throws(() => process.kill(commandPid, 0), { code: 'ESRCH' });
});
