import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { open } from 'node:fs/promises';
import { sendSignal } from './endProcess.ts';
import { tailOfFile } from './tailOfFile.ts';

/** A command that ends by itself. */
export interface RunToEndOptions {
  readonly command: string;
  readonly arguments: readonly string[];
  readonly workingDirectory?: string;
  readonly environment?: NodeJS.ProcessEnv;
  /** Gets the output; its end is shown when the command fails. */
  readonly logFile: string;
  /** Ends the command, and what it started. */
  readonly signal: AbortSignal;
  recordProcess(pid: number): Promise<void>;
}

/** Runs a command and returns when it has ended well; throws with the end of its output when it has not. */
export async function runToEnd(options: RunToEndOptions): Promise<void> {
  const { command, signal, logFile } = options;
  signal.throwIfAborted();
  const log = await open(logFile, 'w', 0o600);
  const child = spawn(command, options.arguments, {
    cwd: options.workingDirectory,
    env: options.environment ?? process.env,
    detached: true,
    stdio: ['ignore', log.fd, log.fd],
  });
  try {
    await once(child, 'spawn');
  } finally {
    await log.close();
  }
  const { pid } = child;
  if (pid === undefined) {
    throw new Error(`${command} was started but has no process number`);
  }
  const exited = once(child, 'exit');
  const end = () => sendSignal(-pid, 'SIGTERM');
  signal.addEventListener('abort', end, { once: true });
  await options.recordProcess(pid);
  const [code] = await exited;
  signal.removeEventListener('abort', end);
  signal.throwIfAborted();
  if (code !== 0) {
    const shown = [command, ...options.arguments].join(' ');
    const tail = await tailOfFile(logFile, { lineCount: 15 });
    throw new Error(
      `"${shown}" ended with code ${code}.\nThe end of ${logFile}:\n${tail}`,
    );
  }
}
