/** Options of {@link Progress.create}. */
export interface ProgressOptions {
  readonly write: (message: string) => Promise<void>;
  /** At most one message is written in this time. */
  readonly intervalMilliseconds?: number;
  /** Resolves after some milliseconds. */
  readonly delay: (milliseconds: number) => Promise<void>;
}

/** Writes the last message of many: a phase may report as often as it likes. */
export class Progress {
  readonly #options: ProgressOptions;
  #latest: string | undefined;
  #writing: Promise<void> = Promise.resolve();
  #isBusy = false;
  #isClosed = false;

  static create(options: ProgressOptions): Progress {
    return new Progress(options);
  }

  private constructor(options: ProgressOptions) {
    this.#options = options;
  }

  report(message: string): void {
    this.#latest = message;
    if (!this.#isBusy) {
      this.#isBusy = true;
      void this.#writeAll();
    }
  }

  /** Nothing is written after this. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#writing;
  }

  async #writeAll(): Promise<void> {
    const { write, delay, intervalMilliseconds = 300 } = this.#options;
    while (this.#latest !== undefined && !this.#isClosed) {
      const message = this.#latest;
      this.#latest = undefined;
      // What cannot be written is told by the next message, or by the end of the phase.
      this.#writing = write(message).catch(() => {});
      await this.#writing;
      await delay(intervalMilliseconds);
    }
    this.#isBusy = false;
  }
}
