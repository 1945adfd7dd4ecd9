import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { PortalMessage, PortalSettings } from './portalMessages.mts';

const require = createRequire(import.meta.url);
const program = join(import.meta.dirname, 'portalProcess.cts');

/** The header by which the mock of the auth service knows a person. */
const authorization = `Bearer mock-user-token:${JSON.stringify({
  sub: 'user:default/ana',
})}`;

/** A machine that does other things as well may need some minutes to load a portal and to plan. */
const patienceMilliseconds = 240_000;

/** What a portal answered. */
export interface PortalAnswer {
  readonly status: number;
  readonly body: unknown;
}

/** A portal that is killed and started anew. The next process has loaded everything before the one before it dies. */
export class Portal {
  readonly #settings: PortalSettings;
  #next: Promise<ChildProcess>;
  #running: Promise<{ child: ChildProcess; port: number }> | undefined;
  #isStopped = false;

  static async start(settings: PortalSettings): Promise<Portal> {
    const portal = new Portal(settings);
    await portal.restart();
    return portal;
  }

  private constructor(settings: PortalSettings) {
    this.#settings = settings;
    this.#next = load();
  }

  /** Starts the next process. */
  async restart(): Promise<void> {
    this.#running = this.#begin();
    await this.#running;
  }

  async #begin() {
    const child = await this.#next;
    child.send(this.#settings);
    const { port } = await answerOf(child, 'ready');
    if (!this.#isStopped) {
      this.#next = load();
      // A process that does not load is told by who waits for it.
      this.#next.catch(() => {});
    }
    return { child, port };
  }

  /** Ends it at once, as the machine does that runs out of memory. Resolves when it is gone. */
  async kill(): Promise<void> {
    const running = await this.#running;
    this.#running = undefined;
    if (running) {
      await killed(running.child);
    }
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    await this.kill();
    await this.#next.then(killed, () => {});
  }

  /** Asks as a person does who asks again where there was no answer, or none for now. */
  async call(path: string, body?: unknown): Promise<PortalAnswer> {
    const giveUpAt = performance.now() + patienceMilliseconds;
    for (;;) {
      const answer = await this.#ask(path, body);
      if (answer && answer.status < 500) {
        return answer;
      }
      if (performance.now() > giveUpAt) {
        throw new Error(`${path}: ${JSON.stringify(answer ?? 'no answer')}`);
      }
      await sleep(200);
    }
  }

  async #ask(path: string, body: unknown): Promise<PortalAnswer | undefined> {
    const running = await this.#running;
    if (!running) {
      return undefined;
    }
    try {
      const response = await fetch(
        `http://127.0.0.1:${running.port}/api/operations/v1${path}`,
        {
          method: body === undefined ? 'GET' : 'POST',
          headers: { authorization, 'content-type': 'application/json' },
          body: body === undefined ? undefined : JSON.stringify(body),
          signal: AbortSignal.timeout(20_000),
        },
      );
      return { status: response.status, body: await response.json() };
    } catch {
      // It was killed: that is what this is about.
      return undefined;
    }
  }
}

/** A process that only waits to be told to start. */
async function load(): Promise<ChildProcess> {
  const child = fork(program, {
    execArgv: [
      '--require',
      require.resolve('@backstage/cli/config/nodeTransform.cjs'),
    ],
    env: { ...process.env, NODE_OPTIONS: '', LOG_LEVEL: 'warn' },
    stdio: [
      'ignore',
      process.env.CRASH_LOG ? 'inherit' : 'ignore',
      'inherit',
      'ipc',
    ],
  });
  await answerOf(child, 'loaded');
  return child;
}

async function answerOf<TType extends PortalMessage['type']>(
  child: ChildProcess,
  type: TType,
): Promise<Extract<PortalMessage, { type: TType }>> {
  return new Promise((resolve, reject) => {
    const onExit = (code: number | null) =>
      reject(new Error(`The portal ended with ${code} before it was ${type}`));
    // The transform of the sources sends messages of its own.
    const onMessage = (message: PortalMessage) => {
      if (message.type === type) {
        child.off('exit', onExit).off('message', onMessage);
        resolve(message as Extract<PortalMessage, { type: TType }>);
      }
    };
    child.on('message', onMessage).once('exit', onExit);
  });
}

async function killed(child: ChildProcess): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) {
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  }
}
