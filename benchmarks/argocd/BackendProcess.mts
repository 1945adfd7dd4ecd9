import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** What a backend says of itself after it gave back the memory that it does not need. */
export interface Insight {
  readonly memory: NodeJS.MemoryUsage;
  readonly kubernetesCalls: readonly {
    readonly at: number;
    readonly path: string;
  }[];
}

/** Options of {@link BackendProcess.start}. */
export interface BackendOptions {
  readonly name: string;
  /** One of the kinds of `contender.mts`. */
  readonly kind: string;
  readonly port: number;
  readonly configuration: object;
  readonly env?: Readonly<Record<string, string>>;
}

const ticksPerSecond = 100;
const folder = join(import.meta.dirname, '.cache');

/** A backend in a process of its own. */
export class BackendProcess {
  readonly name: string;
  readonly port: number;
  /** When it was started, as milliseconds since 1970. */
  readonly startedAt: number;
  /** How long it took until its readiness route said yes. */
  readonly readyMilliseconds: number;
  readonly #child: ChildProcess;
  readonly #log: { readonly tail: string };

  private constructor(
    { name, port }: BackendOptions,
    running: {
      readonly child: ChildProcess;
      readonly log: { readonly tail: string };
      readonly startedAt: number;
    },
  ) {
    this.name = name;
    this.port = port;
    this.#child = running.child;
    this.#log = running.log;
    this.startedAt = running.startedAt;
    this.readyMilliseconds = Date.now() - running.startedAt;
  }

  static async start(options: BackendOptions): Promise<BackendProcess> {
    const { name, kind, port, configuration, env } = options;
    mkdirSync(folder, { recursive: true });
    const file = join(folder, `${name.replaceAll(/[^a-z0-9]+/g, '-')}.json`);
    writeFileSync(file, JSON.stringify(configuration));
    const startedAt = Date.now();
    const child = spawn(
      process.execPath,
      ['--expose-gc', 'contender.mts', kind, '--config', file],
      {
        cwd: import.meta.dirname,
        env: {
          ...process.env,
          NODE_ENV: 'production',
          LOG_LEVEL: 'warn',
          ...env,
        },
        stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      },
    );
    const log = { tail: '' };
    const keep = (text: string) => {
      log.tail = (log.tail + text).slice(-4_000);
    };
    child.stdout?.setEncoding('utf8').on('data', keep);
    child.stderr?.setEncoding('utf8').on('data', keep);
    while (!(await isReady(port))) {
      if (child.exitCode !== null || Date.now() - startedAt > 120_000) {
        child.kill('SIGKILL');
        throw new Error(`${name} did not start:\n${log.tail}`);
      }
      await sleep(20);
    }
    return new BackendProcess(options, { child, log, startedAt });
  }

  /** What it said last. */
  get log(): string {
    return this.#log.tail;
  }

  /** The processor time that it has used, in seconds. */
  cpuSeconds(): number {
    const stat = readFileSync(`/proc/${this.#child.pid}/stat`, 'utf8');
    // The second field is a name in parentheses and may hold blanks.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond;
  }

  /** The most memory that it has ever held, in megabytes. */
  peakMegabytes(): number {
    const status = readFileSync(`/proc/${this.#child.pid}/status`, 'utf8');
    return Number(/VmHWM:\s+(\d+)/.exec(status)?.[1]) / 1024;
  }

  /** Collects its garbage, and tells what it holds then and what it asked Kubernetes. */
  async inspect(): Promise<Insight> {
    this.#child.send('inspect');
    const [insight] = await once(this.#child, 'message');
    return insight;
  }

  async stop(): Promise<void> {
    if (this.#child.exitCode !== null) {
      return;
    }
    const ended = once(this.#child, 'exit');
    this.#child.kill('SIGTERM');
    const timer = setTimeout(() => this.#child.kill('SIGKILL'), 5_000);
    await ended;
    clearTimeout(timer);
  }
}

async function isReady(port: number): Promise<boolean> {
  try {
    const url = `http://127.0.0.1:${port}/.backstage/health/v1/readiness`;
    return (await fetch(url)).ok;
  } catch {
    return false;
  }
}
