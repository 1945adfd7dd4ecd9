import pLimit from 'p-limit';

/** How many requests a host gets at the same time. */
const concurrency = 2;

/** What waits longer than this many others would be outdated when its turn comes. */
const longestQueue = 200;

/** A host that fails so often in a row is down. */
const failuresUntilPause = 3;

const pauseMilliseconds = 60_000;

/** Lets few requests through to a host at the same time, and none for a minute after it failed several times. */
export class RequestGate {
  readonly #limit = pLimit(concurrency);
  readonly #now: () => number;
  readonly #onPause: (reason: unknown) => void;
  #failures = 0;
  #pausedUntil = 0;

  static create(options: {
    now: () => number;
    /** Called once at the beginning of each pause. */
    onPause: (reason: unknown) => void;
  }): RequestGate {
    return new RequestGate(options.now, options.onPause);
  }

  private constructor(now: () => number, onPause: (reason: unknown) => void) {
    this.#now = now;
    this.#onPause = onPause;
  }

  /** Whether it makes sense to come to the gate now. */
  isOpen(): boolean {
    return !this.#isPaused() && this.#limit.pendingCount < longestQueue;
  }

  /** Asks when it is its turn. Gives `undefined` without asking when the gate was closed meanwhile. */
  async pass<T>(ask: () => Promise<T>): Promise<T | undefined> {
    return this.#limit(async () =>
      this.#isPaused() ? undefined : this.#count(ask),
    );
  }

  #isPaused(): boolean {
    return this.#now() < this.#pausedUntil;
  }

  async #count<T>(ask: () => Promise<T>): Promise<T> {
    try {
      const answer = await ask();
      this.#failures = 0;
      return answer;
    } catch (error) {
      this.#failures += 1;
      if (this.#failures >= failuresUntilPause) {
        this.#pause(error);
      }
      throw error;
    }
  }

  #pause(reason: unknown): void {
    // What was asked at the same time fails at the same time.
    if (!this.#isPaused()) {
      this.#pausedUntil = this.#now() + pauseMilliseconds;
      this.#onPause(reason);
    }
  }
}
