import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';

const COMMAND_LINE = join(import.meta.dirname, '../index.ts');

const stateSchema = z.object({
  ports: z.record(z.string(), z.number()),
  processes: z.array(z.object({ pid: z.number(), part: z.string() })),
});

/** A command of the sandbox that has ended. */
export interface CommandResult {
  readonly code: number | null;
  readonly output: string;
}

function spawnCommand(parameters: readonly string[]): ChildProcess {
  return spawn(process.execPath, [COMMAND_LINE, ...parameters], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

async function* linesOf(child: ChildProcess): AsyncGenerator<string> {
  if (child.stdout) {
    yield* createInterface({ input: child.stdout });
  }
}

/** Runs a command of the sandbox to its end. */
export async function runCommand(
  parameters: readonly string[],
): Promise<CommandResult> {
  const child = spawnCommand(parameters);
  const output: Buffer[] = [];
  child.stdout?.on('data', chunk => output.push(chunk));
  child.stderr?.on('data', chunk => output.push(chunk));
  await once(child, 'close');
  return { code: child.exitCode, output: Buffer.concat(output).toString() };
}

/** A sandbox that runs in a process of its own, as from the command line. */
export class SandboxForTest {
  readonly data: string;
  readonly #child: ChildProcess;
  readonly #exited: Promise<unknown>;
  readonly #lines: string[] = [];

  private constructor(data: string, child: ChildProcess) {
    this.data = data;
    this.#child = child;
    this.#exited = once(child, 'exit');
  }

  /** Starts some parts and returns when the sandbox says that it is ready. */
  static async start(
    data: string,
    parts: readonly string[],
  ): Promise<SandboxForTest> {
    const child = spawnCommand(['start', '--data', data, '--only', ...parts]);
    const sandbox = new SandboxForTest(data, child);
    child.stderr?.on('data', chunk => sandbox.#lines.push(String(chunk)));
    await new Promise<void>((resolve, reject) => {
      (async () => {
        for await (const line of linesOf(child)) {
          sandbox.#lines.push(line);
          if (line.includes('Ready after')) {
            resolve();
          }
        }
        reject(new Error(`It ended before it was ready:\n${sandbox.output}`));
      })();
    });
    return sandbox;
  }

  get output(): string {
    return this.#lines.join('\n');
  }

  /** Ports by purpose. */
  async ports(): Promise<Readonly<Record<string, number>>> {
    return (await this.#state()).ports;
  }

  /** Numbers of the processes that the sandbox started. */
  async processes(): Promise<readonly number[]> {
    return (await this.#state()).processes.map(({ pid }) => pid);
  }

  /** Sends a signal and returns the exit code, or `null` after SIGKILL. */
  async end(signal: NodeJS.Signals): Promise<number | null> {
    this.#child.kill(signal);
    await this.#exited;
    return this.#child.exitCode;
  }

  async #state() {
    const text = await readFile(join(this.data, 'state.json'), 'utf8');
    return stateSchema.parse(JSON.parse(text));
  }
}
