import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const folder = join(import.meta.dirname, '.cache');

/** A backend in a process of its own. */
export class Replica {
  readonly port: number;
  /** How often it answered that it can be asked again in a moment. */
  refusals = 0;
  readonly #child: ChildProcess;

  private constructor(port: number, child: ChildProcess) {
    this.port = port;
    this.#child = child;
  }

  static async start(options: {
    readonly port: number;
    readonly postgres: URL;
  }): Promise<Replica> {
    const { port } = options;
    mkdirSync(folder, { recursive: true });
    const file = join(folder, `replica-${port}.json`);
    writeFileSync(file, JSON.stringify(configurationOf(options)));
    const child = spawn(
      process.execPath,
      ['--no-node-snapshot', 'contender.mts', '--config', file],
      {
        cwd: import.meta.dirname,
        env: { ...process.env, NODE_ENV: 'production', LOG_LEVEL: 'warn' },
        stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      },
    );
    let log = '';
    const keep = (text: string) => {
      log = (log + text).slice(-4_000);
    };
    child.stdout?.setEncoding('utf8').on('data', keep);
    child.stderr?.setEncoding('utf8').on('data', keep);
    const startedAt = Date.now();
    while (!(await isReady(port))) {
      if (child.exitCode !== null || Date.now() - startedAt > 120_000) {
        child.kill('SIGKILL');
        throw new Error(`The replica did not start:\n${log}`);
      }
      await sleep(50);
    }
    return new Replica(port, child);
  }

  /** A token of a person, issued by the stock auth backend. */
  async tokenOf(person: string): Promise<string> {
    const response = await fetch(
      `http://127.0.0.1:${this.port}/api/auth/benchmark/refresh`,
      { headers: { 'x-caller': person, 'X-Requested-With': 'XMLHttpRequest' } },
    );
    // Written by the auth backend.
    const { backstageIdentity } = (await response.json()) as {
      backstageIdentity: { token: string };
    };
    return backstageIdentity.token;
  }

  /**
   * Sends a request and reads its answer; another status than 2xx is an error. "Try again in a moment" is done, and
   * counted.
   */
  async call<T>(
    path: string,
    { token, body }: { readonly token: string; readonly body?: unknown },
  ): Promise<T> {
    const ask = () =>
      fetch(`http://127.0.0.1:${this.port}/api${path}`, {
        method: body === undefined ? 'GET' : 'POST',
        headers: {
          Authorization: `Bearer ${token}`,
          'Content-Type': 'application/json',
        },
        body: body === undefined ? undefined : JSON.stringify(body),
      });
    let response = await ask();
    while (response.status === 503) {
      this.refusals += 1;
      await sleep(500);
      response = await ask();
    }
    if (!response.ok) {
      const text = (await response.text()).slice(0, 500);
      throw new Error(`${path} answered ${response.status}: ${text}`);
    }
    // What a route answers is its own affair; whoever calls knows it.
    return (await response.json()) as T;
  }

  async kill(): Promise<void> {
    await this.#end('SIGKILL');
  }

  async stop(): Promise<void> {
    const timer = setTimeout(() => this.#child.kill('SIGKILL'), 8_000);
    await this.#end('SIGTERM');
    clearTimeout(timer);
  }

  async #end(signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
    if (this.#child.exitCode === null && this.#child.signalCode === null) {
      const ended = once(this.#child, 'exit');
      this.#child.kill(signal);
      await ended;
    }
  }
}

function configurationOf({
  port,
  postgres,
}: {
  readonly port: number;
  readonly postgres: URL;
}): object {
  const baseUrl = `http://127.0.0.1:${port}`;
  return {
    app: { baseUrl, title: 'Benchmark' },
    backend: {
      baseUrl,
      listen: { host: '127.0.0.1', port },
      database: {
        client: 'pg',
        prefix: 'benchmark_',
        connection: {
          host: postgres.hostname,
          port: Number(postgres.port),
          user: decodeURIComponent(postgres.username),
          password: decodeURIComponent(postgres.password),
        },
      },
    },
    auth: { providers: { benchmark: {} } },
    permission: { enabled: true },
    catalog: {
      rules: [{ allow: ['Component', 'Template'] }],
      locations: [
        {
          type: 'file',
          target: join(import.meta.dirname, 'catalog.yaml'),
        },
      ],
      processingInterval: { hours: 24 },
    },
    scaffolder: { concurrentTasksLimit: 10 },
  };
}

async function isReady(port: number): Promise<boolean> {
  try {
    const url = `http://127.0.0.1:${port}/.backstage/health/v1/readiness`;
    return (await fetch(url)).ok;
  } catch {
    return false;
  }
}
