import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { open, rename } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { sendSignal } from './endProcess.ts';
import { tailOfFile } from './tailOfFile.ts';

/** What to run, and how to know that it is ready. */
export interface ServerProcessOptions {
  /** For messages: `etcd`, `PostgreSQL`. */
  readonly name: string;
  readonly command: string;
  readonly arguments: readonly string[];
  readonly environment?: NodeJS.ProcessEnv;
  readonly workingDirectory?: string;
  readonly userId?: number;
  readonly groupId?: number;
  /** Gets the output; that of the run before is kept beside it as `.previous`. */
  readonly logFile: string;
  /** Asked again and again until it says yes; an error counts as no. */
  ready(): Promise<boolean>;
  /** For a server whose process stays although its start has failed. */
  hasFailed?(): Promise<boolean>;
  readonly readyTimeoutMilliseconds: number;
  readonly readyIntervalMilliseconds?: number;
  /** Which lines of the log to show when the server does not start; all by default. */
  readonly isWorthShowing?: (line: string) => boolean;
  /** Asks the server to end. */
  readonly stopSignal?: NodeJS.Signals;
  readonly stopTimeoutMilliseconds?: number;
  /** Gives up waiting, and stops the server again. */
  readonly signal?: AbortSignal;
  recordProcess(pid: number): Promise<void>;
}

/**
 * A server in a process and a process group of its own: a Ctrl-C in the terminal reaches only the supervisor, which
 * then stops the servers in order. Its output goes to a file and not through a pipe, so that it does not fail when the
 * supervisor is killed.
 */
export class ServerProcess {
  readonly pid: number;
  /** Settles with the reason when the server ends without having been asked to. */
  readonly stopped: Promise<string>;
  readonly #child: ChildProcess;
  readonly #options: ServerProcessOptions;
  readonly #exited: Promise<void>;
  #stopping = false;

  private constructor(
    child: ChildProcess,
    pid: number,
    options: ServerProcessOptions,
  ) {
    this.pid = pid;
    this.#child = child;
    this.#options = options;
    this.#exited = new Promise(resolve => {
      child.once('exit', () => resolve());
    });
    this.stopped = new Promise(resolve => {
      child.once('exit', (code, signal) => {
        if (!this.#stopping) {
          const how = signal
            ? `was ended by ${signal}`
            : `ended with code ${code}`;
          resolve(`${options.name} ${how}`);
        }
      });
    });
  }

  /** Starts the server and returns when it is ready; throws with the end of its log when it does not get there. */
  static async start(options: ServerProcessOptions): Promise<ServerProcess> {
    await rename(options.logFile, `${options.logFile}.previous`).catch(() => {
      // There was no run before.
    });
    const log = await open(options.logFile, 'a', 0o600);
    const child = spawn(options.command, options.arguments, {
      cwd: options.workingDirectory,
      env: options.environment ?? process.env,
      uid: options.userId,
      gid: options.groupId,
      detached: true,
      stdio: ['ignore', log.fd, log.fd],
    });
    try {
      // Rejects with the cause when the command cannot be run at all.
      await once(child, 'spawn');
    } finally {
      await log.close();
    }
    if (child.pid === undefined) {
      throw new Error(`${options.name} was started but has no process number`);
    }
    const server = new ServerProcess(child, child.pid, options);
    try {
      await options.recordProcess(child.pid);
      await server.#untilReady();
    } catch (error) {
      await server.stop();
      throw error;
    }
    return server;
  }

  /** Asks the server to end, kills it when it does not, and returns when it is gone. */
  async stop(): Promise<void> {
    this.#stopping = true;
    if (this.#child.exitCode === null && this.#child.signalCode === null) {
      sendSignal(this.pid, this.#options.stopSignal ?? 'SIGTERM');
      const patience = new AbortController();
      await Promise.race([
        this.#exited,
        sleep(this.#options.stopTimeoutMilliseconds ?? 10_000, undefined, {
          signal: patience.signal,
        }).then(
          () => sendSignal(this.pid, 'SIGKILL'),
          () => undefined,
        ),
      ]);
      patience.abort();
      await this.#exited;
    }
    // What the server itself started and left behind.
    sendSignal(-this.pid, 'SIGKILL');
  }

  async #untilReady(): Promise<void> {
    const { ready, signal, readyIntervalMilliseconds = 100 } = this.#options;
    const deadline = performance.now() + this.#options.readyTimeoutMilliseconds;
    let ended: string | undefined;
    this.stopped.then(reason => {
      ended = reason;
    });
    while (!(await ready().catch(() => false))) {
      signal?.throwIfAborted();
      const problem = ended ?? (await this.#problem(deadline));
      if (problem) {
        const { logFile, isWorthShowing } = this.#options;
        const end = await tailOfFile(logFile, {
          lineCount: 15,
          isWorthShowing,
        });
        throw new Error(`${problem}.\nThe end of ${logFile}:\n${end}`);
      }
      await Promise.race([this.stopped, sleep(readyIntervalMilliseconds)]);
    }
  }

  /** Why it makes no sense to wait any longer. */
  async #problem(deadline: number): Promise<string | undefined> {
    const { name, readyTimeoutMilliseconds } = this.#options;
    if (await this.#options.hasFailed?.()) {
      return `${name} could not start`;
    }
    const seconds = Math.round(readyTimeoutMilliseconds / 1000);
    return performance.now() > deadline
      ? `${name} was not ready after ${seconds} s`
      : undefined;
  }
}
