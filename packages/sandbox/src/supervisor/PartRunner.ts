import type { Part, RunningPart, SandboxContext } from '../part.ts';

/** Where a part is in its life. Only one of these at a time. */
export type PartStatus =
  | { readonly state: 'waiting' }
  | { readonly state: 'starting'; readonly progress?: string }
  | { readonly state: 'running'; readonly location: string }
  | { readonly state: 'stopped' }
  | { readonly state: 'failed'; readonly reason: string };

/** Told when the status of a part changes. */
export type StatusListener = (part: Part, status: PartStatus) => void;

/** What a part needs to be run. */
export interface PartRunnerOptions {
  readonly part: Part;
  readonly context: Omit<SandboxContext, 'progress' | 'signal'>;
  onStatus: StatusListener;
  /** Time since some moment, in milliseconds. */
  readonly now?: () => number;
}

/** A part that stops again within this time of its start is left alone. */
const RESTART_AFTER_MILLISECONDS = 60_000;

/** Runs one part: starts it, stops it, starts it again when it stops by itself. */
export class PartRunner {
  readonly part: Part;
  readonly #context: Omit<SandboxContext, 'signal'>;
  readonly #onStatus: StatusListener;
  readonly #now: () => number;
  #status: PartStatus = { state: 'waiting' };
  #running: RunningPart | undefined;
  #starting = new AbortController();
  /** Commands wait for each other, so that a stop never overtakes a start. */
  #queue: Promise<unknown> = Promise.resolve();

  constructor(options: PartRunnerOptions) {
    this.part = options.part;
    this.#onStatus = options.onStatus;
    this.#now = options.now ?? (() => performance.now());
    this.#context = {
      ...options.context,
      progress: message => {
        if (this.#status.state === 'starting') {
          this.#change({ state: 'starting', progress: message });
        }
      },
    };
  }

  get status(): PartStatus {
    return this.#status;
  }

  /** Starts the part if it does not run; never throws, the status says how it went. */
  async start(): Promise<Readonly<Record<string, string>>> {
    return await this.#inTurn(() => this.#start());
  }

  /** Stops the part if it runs. */
  async stop(): Promise<void> {
    this.#starting.abort();
    await this.#inTurn(async () => {
      const running = this.#running;
      this.#running = undefined;
      await running?.stop();
      if (this.#status.state !== 'failed') {
        this.#change({ state: 'stopped' });
      }
    });
  }

  /** Does not start the part, and says why. */
  giveUp(reason: string): void {
    this.#change({ state: 'failed', reason });
  }

  async #start(): Promise<Readonly<Record<string, string>>> {
    if (this.#running) {
      return this.#running.environment;
    }
    this.#change({ state: 'starting' });
    this.#starting = new AbortController();
    const { signal } = this.#starting;
    try {
      const running = await this.part.start({ ...this.#context, signal });
      this.#running = running;
      this.#change({ state: 'running', location: running.location });
      this.#watch(running);
      return running.environment;
    } catch (error) {
      if (signal.aborted) {
        this.#change({ state: 'stopped' });
        return {};
      }
      this.giveUp(error instanceof Error ? error.message : String(error));
      return {};
    }
  }

  #watch(running: RunningPart): void {
    const startedAt = this.#now();
    running.stopped?.then(async reason => {
      if (this.#running !== running) {
        return;
      }
      const tooSoon = this.#now() - startedAt < RESTART_AFTER_MILLISECONDS;
      const next = tooSoon
        ? `it is left stopped, because it ran for less than a minute; "part start ${this.part.name}" tries again`
        : 'starting it again';
      await this.#inTurn(async () => {
        this.#running = undefined;
        await running.stop();
        this.giveUp(`${reason}; ${next}.`);
      });
      if (!tooSoon) {
        await this.start();
      }
    });
  }

  #change(status: PartStatus): void {
    this.#status = status;
    this.#onStatus(this.part, status);
  }

  async #inTurn<Result>(task: () => Promise<Result>): Promise<Result> {
    const result = this.#queue.then(task);
    this.#queue = result.catch(() => undefined);
    return await result;
  }
}
