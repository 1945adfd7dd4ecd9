import { fork, type ChildProcess } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import { join } from 'node:path';
import type {
  EngineReport,
  EngineRequest,
  EngineSettings,
} from './engineMessages';

/** An engine in a process of its own, which can be killed, paused and asked. */
export class ChildEngine {
  readonly executorId: string;
  /** What is held, as `id point`. */
  readonly held = new Set<string>();
  readonly #cancelled = new Set<string>();
  readonly #child: ChildProcess;
  readonly #reports: EventEmitter;

  static async start(settings: EngineSettings): Promise<ChildEngine> {
    const child = fork(join(__dirname, 'engineProcess.ts'), {
      execArgv: [
        '--require',
        require.resolve('@backstage/cli/config/nodeTransform.cjs'),
      ],
      env: {
        ...process.env,
        NODE_OPTIONS: '',
        ENGINE_SETTINGS: JSON.stringify(settings),
      },
    });
    const reports = new EventEmitter();
    child.on('message', (report: EngineReport) =>
      reports.emit(report.type, report),
    );
    child.on('exit', code => reports.emit('exit', code));
    const [ready] = await Promise.race([
      once(reports, 'ready'),
      once(reports, 'exit').then(([code]) => {
        throw new Error(`The engine ended with ${code} before it was ready`);
      }),
    ]);
    return new ChildEngine(child, reports, ready.executorId);
  }

  private constructor(
    child: ChildProcess,
    reports: EventEmitter,
    executorId: string,
  ) {
    this.#child = child;
    this.#reports = reports.setMaxListeners(0);
    this.executorId = executorId;
    reports.prependListener('cancelled', ({ id }) => this.#cancelled.add(id));
    reports.on('held', ({ id, point }) => {
      this.held.add(`${id} ${point}`);
      reports.emit('held-more');
    });
  }

  async accept(
    operation: Partial<Extract<EngineRequest, { type: 'accept' }>> & {
      id: string;
    },
  ): Promise<void> {
    await this.#ask(
      {
        type: 'accept',
        version: 1,
        hold: null,
        fails: null,
        undoes: null,
        begins: true,
        ...operation,
      },
      'accepted',
    );
  }

  async retry(id: string): Promise<void> {
    await this.#ask({ type: 'retry', id }, 'accepted');
  }

  cancel(id: string): void {
    this.#child.send({ type: 'cancel', id } satisfies EngineRequest);
  }

  release(): void {
    this.#child.send({ type: 'release' } satisfies EngineRequest);
  }

  async count(): Promise<{ running: number; lost: number }> {
    const { running, lost } = await this.#ask<{
      running: number;
      lost: number;
    }>({ type: 'count' }, 'counted');
    return { running, lost };
  }

  /** Resolves when the process knows that somebody has cancelled an operation that is held. */
  async untilCancelled(id: string): Promise<void> {
    while (!this.#cancelled.has(id)) {
      await once(this.#reports, 'cancelled');
    }
  }

  /** Resolves when nothing is kept of any run. */
  async untilIdle(): Promise<void> {
    while ((await this.count()).running > 0) {
      await new Promise(resolve => setTimeout(resolve, 50));
    }
  }

  /** Resolves when so many operations are held. */
  async untilHeld(count: number): Promise<void> {
    while (this.held.size < count) {
      await once(this.#reports, 'held-more');
    }
  }

  pause(): void {
    this.#child.kill('SIGSTOP');
  }

  wake(): void {
    this.#child.kill('SIGCONT');
  }

  async kill(): Promise<void> {
    if (this.#child.exitCode === null && this.#child.signalCode === null) {
      const ended = once(this.#reports, 'exit');
      this.#child.kill('SIGKILL');
      await ended;
    }
  }

  /** Stops as a backend does that is told to. Resolves when the process has ended by itself. */
  async stop(): Promise<void> {
    const ended = once(this.#reports, 'exit');
    await this.#ask({ type: 'stop' }, 'stopped');
    await ended;
  }

  async #ask<T>(request: EngineRequest, answer: string): Promise<T> {
    const answered = once(this.#reports, answer);
    this.#child.send(request);
    const [report] = await Promise.race([
      answered,
      once(this.#reports, 'failed').then(([{ message }]) => {
        throw new Error(message);
      }),
    ]);
    return report;
  }
}
