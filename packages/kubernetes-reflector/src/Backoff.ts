/** Options of {@link Backoff}. */
export interface BackoffOptions {
  minimumMilliseconds?: number;
  maximumMilliseconds?: number;
  /** A number from 0 up to 1. */
  random?: () => number;
}

/**
 * Decorrelated jitter: each delay is drawn between the minimum and three times the last one, so that many clients of
 * a server that comes back do not return at the same moment.
 */
export class Backoff {
  readonly #minimum: number;
  readonly #maximum: number;
  readonly #random: () => number;
  #last: number;

  constructor(options: BackoffOptions = {}) {
    this.#minimum = options.minimumMilliseconds ?? 500;
    this.#maximum = options.maximumMilliseconds ?? 30_000;
    this.#random = options.random ?? Math.random;
    this.#last = this.#minimum;
  }

  /** The next delay in milliseconds. */
  next(): number {
    const range = this.#last * 3 - this.#minimum;
    this.#last = Math.min(
      this.#maximum,
      this.#minimum + this.#random() * range,
    );
    return this.#last;
  }

  /** Starts from the minimum again, after something worked. */
  reset(): void {
    this.#last = this.#minimum;
  }
}
