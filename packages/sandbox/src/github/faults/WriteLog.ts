/** A request that changed something. */
export interface WriteRecord {
  readonly at: string;
  readonly login: string;
  readonly method: string;
  /** `owner/name`, if it was about a repository. */
  readonly repository?: string;
  /** Below the repository, or the whole where there is none. */
  readonly path: string;
  /** What was answered, or would have been. */
  readonly status: number;
}

/** So many are kept; a test that counts more forgets them meanwhile. */
const limit = 10_000;

/** The requests that took effect, also those whose sender was told otherwise. */
export class WriteLog {
  readonly #now: () => Date;
  #records: WriteRecord[] = [];

  constructor(now: () => Date = () => new Date()) {
    this.#now = now;
  }

  get records(): readonly WriteRecord[] {
    return this.#records;
  }

  add(record: Omit<WriteRecord, 'at'>): void {
    this.#records.push({ at: this.#now().toISOString(), ...record });
    if (this.#records.length > limit) {
      this.#records.shift();
    }
  }

  clear(): void {
    this.#records = [];
  }
}
