import type { Clock } from './Clock';
import type { Counters } from './createCounters';
import { isBefore } from './isBefore';
import type { RelistReason } from './ReflectorMetrics';

/** So often in a row a watch may fail at one place before the collection is listed again. */
const failuresAtOnePlace = 3;

/** Where in the history of changes the reflector stands; nowhere, before the end of a list. */
export class Place {
  readonly #clock: Clock;
  readonly #counters: Counters;
  #resourceVersion: string | undefined;
  #relistReason: RelistReason | undefined;
  #listStartedAt = 0;
  #failures = 0;
  #isDoubtful = false;

  constructor(clock: Clock, counters: Counters) {
    this.#clock = clock;
    this.#counters = counters;
  }

  get resourceVersion(): string | undefined {
    return this.#resourceVersion;
  }

  /**
   * Whether the server may have come back with another history, in which this place is still to come. A watch from
   * there is not refused: it is silent, and leaves out what happens until then.
   */
  get isDoubtful(): boolean {
    return this.#isDoubtful;
  }

  doubt(isDoubtful = true): void {
    this.#isDoubtful = isDoubtful;
  }

  /** Compares with how far the server's history reaches now. */
  check(currentResourceVersion: string): void {
    this.#isDoubtful = false;
    if (isBefore(currentResourceVersion, this.#resourceVersion ?? '')) {
      this.lose('other history');
    }
  }

  moveOn(resourceVersion: string): void {
    this.#resourceVersion = resourceVersion;
    this.#failures = 0;
  }

  lose(reason: RelistReason): void {
    if (this.#resourceVersion !== undefined) {
      this.#resourceVersion = undefined;
      this.#relistReason = reason;
    }
  }

  /** What follows here may be beyond understanding, for good; a new list begins after it. */
  countFailure(): void {
    this.#failures++;
    if (this.#failures >= failuresAtOnePlace) {
      this.lose('no progress');
    }
  }

  /** @param isOtherWay - the list before was refused in its kind */
  startList(isOtherWay: boolean): void {
    this.#counters.lists++;
    if (this.#relistReason) {
      const reason = isOtherWay ? 'no streaming list' : this.#relistReason;
      this.#counters.relists[reason]++;
    }
    this.#relistReason = 'unfinished list';
    this.#listStartedAt = this.#clock.now();
  }

  /** @returns when the list was started */
  finishList(resourceVersion: string): number {
    this.#counters.lastListMilliseconds =
      this.#clock.now() - this.#listStartedAt;
    this.#relistReason = undefined;
    this.#isDoubtful = false;
    this.moveOn(resourceVersion);
    return this.#listStartedAt;
  }
}
