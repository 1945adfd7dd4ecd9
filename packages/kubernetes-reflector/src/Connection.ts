import type { Clock } from './Clock';
import type { WatchEvent } from './watchEvent';

/** What one connection has brought so far. */
export class Connection {
  readonly #clock: Clock;
  #watchesSince: number | undefined;
  #hasAnswered = false;
  #lines = 0;
  #madeProgress = false;
  #isUpToDate = false;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  get hasAnswered(): boolean {
    return this.#hasAnswered;
  }

  /** How many lines a watch brought. */
  get lines(): number {
    return this.#lines;
  }

  /** Whether a watch brought changes. */
  get madeProgress(): boolean {
    return this.#madeProgress;
  }

  /** Whether what happened in the meantime has been told, so that any further line is news of the present. */
  get isUpToDate(): boolean {
    return this.#isUpToDate;
  }

  answered(): void {
    this.#hasAnswered = true;
  }

  /** A list is complete, or there was none to read. */
  watches(): void {
    this.#watchesSince = this.#clock.now();
  }

  upToDate(): void {
    this.#isUpToDate = true;
  }

  received(type: WatchEvent['type']): void {
    this.#lines++;
    this.#madeProgress ||= type !== 'BOOKMARK';
    // The server sends bookmarks in order with the changes.
    this.#isUpToDate ||= type === 'BOOKMARK';
  }

  hasWatchedFor(milliseconds: number): boolean {
    return (
      this.#watchesSince !== undefined &&
      this.#clock.now() - this.#watchesSince >= milliseconds
    );
  }
}
