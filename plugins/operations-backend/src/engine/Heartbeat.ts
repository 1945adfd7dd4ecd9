import type { LoggerService } from '@backstage/backend-plugin-api';
import { setTimeout as wait } from 'node:timers/promises';

/** Options of {@link Heartbeat.create}. */
export interface HeartbeatOptions {
  readonly logger: LoggerService;
  readonly intervalSeconds: number;
  /** How long this process has to beat without a gap before it may take others for dead. */
  readonly steadySeconds: number;
  /** Tells the others that this process lives. */
  readonly beat: () => Promise<void>;
  /** What is done between the beats, one after the other; a slow round does not hold up the beats. */
  readonly look: () => Promise<void>;
  /** Called when the database answers again. */
  readonly onRecovery: () => void;
  /** The process's own clock, which no one sets, in milliseconds. */
  readonly now?: () => number;
  /** Resolves after some milliseconds, or when its signal is aborted. */
  readonly delay?: (milliseconds: number, signal: AbortSignal) => Promise<void>;
}

/** Beats until it is stopped, and knows since when it does so without a gap. */
export class Heartbeat {
  readonly #options: HeartbeatOptions;
  readonly #stopping = new AbortController();
  readonly #now: () => number;
  #beating: Promise<void> | undefined;
  #isFailing = false;
  #steadyFrom = 0;
  #last: number | undefined;

  static create(options: HeartbeatOptions): Heartbeat {
    return new Heartbeat(options);
  }

  private constructor(options: HeartbeatOptions) {
    this.#options = options;
    this.#now = options.now ?? (() => performance.now());
  }

  start(): void {
    const { beat, look } = this.#options;
    this.#beating = this.#repeat(() => this.#note(beat));
    void this.#repeat(look);
  }

  /** No beat comes after this. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#beating;
  }

  /**
   * Whether this process may take others for dead. After an outage of the database all processes look dead, and those
   * that live need some time to say so.
   */
  get isSteady(): boolean {
    return !this.#isFailing && this.#now() >= this.#steadyFrom;
  }

  async #note(beat: () => Promise<void>): Promise<void> {
    const { onRecovery, steadySeconds } = this.#options;
    try {
      await beat();
    } catch (error) {
      this.#isFailing = true;
      throw error;
    }
    const now = this.#now();
    const wasPaused =
      this.#last !== undefined && now - this.#last > steadySeconds * 1000;
    this.#last = now;
    if (this.#isFailing || wasPaused) {
      this.#steadyFrom = now + steadySeconds * 1000;
    }
    if (this.#isFailing) {
      this.#isFailing = false;
      onRecovery();
    }
  }

  async #repeat(work: () => Promise<void>): Promise<void> {
    const { intervalSeconds, logger, delay = waitUntil } = this.#options;
    const { signal } = this.#stopping;
    while (!signal.aborted) {
      await work().catch(error => {
        if (!signal.aborted) {
          logger.warn(`The database of operations does not answer: ${error}`);
        }
      });
      await delay(intervalSeconds * 1000, signal);
    }
  }
}

async function waitUntil(
  milliseconds: number,
  signal: AbortSignal,
): Promise<void> {
  // It is stopped by an error, which is no error here.
  await wait(milliseconds, undefined, { signal }).catch(() => {});
}
