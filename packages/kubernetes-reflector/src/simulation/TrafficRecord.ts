import type { RequestKind } from './Fault';

/** What went over the wire, and what may be expected of a well-behaved client because of it. */
export class TrafficRecord {
  readonly #now: () => number;
  readonly requests: { at: number; kind: RequestKind }[] = [];
  readonly problems: string[] = [];
  openConnections = 0;
  /** When the client last received anything. */
  lastDeliveredAt: number;
  /** When the last connection ended, or was refused. */
  lastEndedAt: number;
  /** Lists whose end was delivered. */
  finishedLists = 0;
  /** What gave reason to list again. */
  reasonsToList = 1;
  malformedLines = 0;
  /** Lines and in-stream errors that take the place away when they come again and again. */
  stumblingBlocks = 0;
  /** For how long the server last asked not to be asked again. */
  askedToWait = 0;
  /**
   * Until then, the client cannot but be wrong about the present: a connection went dead while it told what had happened
   * in the meantime, or the server went back to a backup behind a dead connection. Nobody can tell at once; in the end,
   * it must be noticed.
   */
  deceivedUntil = 0;
  #isDeceivedByRestore = false;
  #mustList = false;
  #notBefore = 0;
  #nextRequestBy = Infinity;

  constructor(now: () => number) {
    this.#now = now;
    this.lastDeliveredAt = now();
    this.lastEndedAt = now();
  }

  request(kind: RequestKind): void {
    const at = this.#now();
    if (at < this.#notBefore) {
      this.problems.push(`a ${kind} came before Retry-After was over`);
    }
    if (at > this.#nextRequestBy) {
      this.problems.push(
        `a ${kind} came ${at - this.#nextRequestBy} ms too late`,
      );
    }
    if (this.#mustList && kind !== 'streaming list' && kind !== 'first page') {
      this.problems.push(`a ${kind} came after 410`);
    }
    this.#mustList = false;
    this.#notBefore = 0;
    this.askedToWait = 0;
    this.#nextRequestBy = Infinity;
    if (!this.#isDeceivedByRestore) {
      this.deceivedUntil = Math.min(this.deceivedUntil, at);
    }
    this.requests.push({ at, kind });
    this.openConnections++;
  }

  ended(): void {
    this.openConnections--;
    this.lastEndedAt = this.#now();
  }

  deceived(by: 'lost lines' | 'restore'): void {
    this.deceivedUntil = Infinity;
    this.#isDeceivedByRestore ||= by === 'restore';
  }

  listFinished(): void {
    this.finishedLists++;
    this.#isDeceivedByRestore = false;
    this.deceivedUntil = Math.min(this.deceivedUntil, this.#now());
  }

  delivered(): void {
    this.lastDeliveredAt = this.#now();
  }

  /** The client has been told that its place is gone. */
  toldGone(): void {
    this.reasonsToList++;
    this.#mustList = true;
  }

  expectNothingFor(milliseconds: number): void {
    this.askedToWait = milliseconds;
    this.#notBefore = this.#now() + milliseconds;
  }

  expectRequestWithin(milliseconds: number): void {
    this.#nextRequestBy = this.#now() + milliseconds;
  }

  /** The largest number of requests within any time of that length; the pages of one list count once. */
  mostRequestsWithin(milliseconds: number): number {
    const times = this.requests
      .filter(({ kind }) => kind !== 'next page')
      .map(({ at }) => at);
    let first = 0;
    return times.reduce((most, at, index) => {
      while (at - times[first] >= milliseconds) {
        first++;
      }
      return Math.max(most, index - first + 1);
    }, 0);
  }

  /** How many lists a client may have finished, if each had a reason. */
  get allowedLists(): number {
    return this.reasonsToList + Math.floor(this.stumblingBlocks / 3);
  }
}
