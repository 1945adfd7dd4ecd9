/** Lines that arrive while nobody reads them yet. Nothing stands for a sign of life. */
export class LineQueue implements AsyncIterable<string | undefined> {
  readonly #lines: (string | undefined)[] = [];
  #wake: () => void = () => {};
  #ending: { error?: unknown } | undefined;

  push(line: string | undefined): void {
    this.#lines.push(line);
    this.#wake();
  }

  end(): void {
    this.#ending ??= {};
    this.#wake();
  }

  fail(error: unknown): void {
    this.#ending ??= { error };
    this.#wake();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<string | undefined> {
    for (;;) {
      while (this.#lines.length > 0) {
        yield this.#lines.shift();
      }
      if (this.#ending) {
        if (this.#ending.error !== undefined) {
          throw this.#ending.error;
        }
        return;
      }
      await new Promise<void>(resolve => {
        this.#wake = resolve;
      });
    }
  }
}
