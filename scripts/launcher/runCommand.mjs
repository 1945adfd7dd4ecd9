// @ts-check
import { spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { once } from 'node:events';
import { constants } from 'node:os';
import { onSignal } from './onSignal.mjs';

/**
 * Runs a command to its end and keeps what it printed.
 *
 * @param {string[]} command
 * @param {{ cwd: string; env?: NodeJS.ProcessEnv; logFile?: string }} options
 * @returns {Promise<{ code: number; stdout: string; output: string }>} `output` is standard output and error together
 */
export async function runCommand([file, ...args], { cwd, env, logFile }) {
  const child = spawn(file, args, {
    cwd,
    env: env ?? process.env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const log = logFile ? createWriteStream(logFile, { flags: 'a' }) : undefined;
  let stdout = '';
  let output = '';
  child.stdout.setEncoding('utf8').on('data', text => {
    stdout += text;
    output += text;
    log?.write(text);
  });
  child.stderr.setEncoding('utf8').on('data', text => {
    output += text;
    log?.write(text);
  });
  const stopWatching = onSignal(signal => {
    child.kill(signal);
    process.exit(128 + constants.signals[signal]);
  });
  const [code] = await once(child, 'close').finally(stopWatching);
  log?.end();
  return { code: code ?? 1, stdout, output };
}
