// @ts-check
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { constants } from 'node:os';
import { onParentGone } from './onParentGone.mjs';
import { onSignal } from './onSignal.mjs';

/**
 * Hands the terminal to a command until it ends, and returns its exit code. Signals are passed on, and the launcher
 * stays until the command is gone, so that nothing is left behind by Ctrl-C or by a `kill` of the launcher alone.
 *
 * @param {string[]} command
 * @param {{ cwd: string; env: NodeJS.ProcessEnv }} options
 * @returns {Promise<number>}
 */
export async function runForeground([file, ...args], { cwd, env }) {
  const child = spawn(file, args, { cwd, env, stdio: 'inherit' });
  const stopWatching = [
    onSignal(signal => child.kill(signal)),
    onParentGone(() => child.kill('SIGTERM'), { env }),
  ];
  try {
    await once(child, 'exit');
    const { exitCode, signalCode } = child;
    return exitCode ?? 128 + (signalCode ? constants.signals[signalCode] : 0);
  } finally {
    stopWatching.forEach(stop => stop());
  }
}
