import { ApiStatusError } from './ApiStatusError';
import { Backoff } from './Backoff';
import type { ConnectionEnd } from './ListWatchHandler';
import type { ReflectorTiming } from './ReflectorTiming';

/** What follows the end of a connection. */
export interface Retry {
  readonly delayMilliseconds: number;
  /** Why what is known can no longer be trusted to be true. */
  readonly failure?: unknown;
}

/** Decides how long to wait between two connections. */
export class RetryPolicy {
  readonly #timing: ReflectorTiming;
  readonly #backoff: Backoff;
  #lastStatus: number | undefined;
  #tookOtherWay = false;

  constructor(timing: ReflectorTiming, random: () => number) {
    this.#timing = timing;
    this.#backoff = new Backoff({
      minimumMilliseconds: timing.minimumBackoffMilliseconds,
      maximumMilliseconds: timing.maximumBackoffMilliseconds,
      random,
    });
  }

  after(end: ConnectionEnd): Retry {
    const { failure, hasOtherWay, madeProgress, reason, wasStable } = end;
    const status =
      failure instanceof ApiStatusError ? failure.status : undefined;
    const isNewlyUnauthorized = status === 401 && this.#lastStatus !== 401;
    this.#lastStatus = status;
    // New credentials are a new beginning. A list that is gone again at once is none, whatever it brought.
    if (
      wasStable ||
      isNewlyUnauthorized ||
      (madeProgress && reason !== 'gone')
    ) {
      this.#backoff.reset();
    }
    if (failure === undefined && wasStable) {
      this.#tookOtherWay = false;
      return { delayMilliseconds: 0 };
    }
    // Once only in a row, so that a server that always refuses is not asked again and again.
    this.#tookOtherWay = hasOtherWay && (wasStable || !this.#tookOtherWay);
    if (this.#tookOtherWay) {
      return { delayMilliseconds: 0 };
    }
    return { delayMilliseconds: this.#delay(failure), failure };
  }

  #delay(failure: unknown): number {
    const delay = this.#backoff.next();
    if (!(failure instanceof ApiStatusError)) {
      return delay;
    }
    return failure.status === 401
      ? Math.min(delay, this.#timing.maximumCredentialsBackoffMilliseconds)
      : Math.max(delay, (failure.retryAfterSeconds ?? 0) * 1000);
  }
}
