const ended = new Error('The request was ended.');

/** Bytes on their way from the simulated server to the reflector. */
export class ByteChannel {
  readonly #chunks: Uint8Array[] = [];
  #end: { error?: Error } | undefined;
  #wake: (() => void) | undefined;

  readonly #onClose: () => void;

  /** @param onClose - called when the client wants no more */
  constructor(signal: AbortSignal, onClose: () => void) {
    this.#onClose = onClose;
    const endEarly = () => this.end(ended);
    signal.addEventListener('abort', endEarly, { once: true });
  }

  get isOpen(): boolean {
    return this.#end === undefined;
  }

  push(chunk: Uint8Array): void {
    if (this.isOpen) {
      this.#chunks.push(chunk);
      this.#wake?.();
    }
  }

  /** @param error - the connection breaks; without one, the answer is complete */
  end(error?: Error): void {
    if (this.isOpen) {
      this.#end = { error };
      this.#wake?.();
    }
  }

  async *read(): AsyncGenerator<Uint8Array> {
    try {
      while (true) {
        const chunk = this.#end?.error ? undefined : this.#chunks.shift();
        if (chunk) {
          yield chunk;
        } else if (this.#end?.error) {
          throw this.#end.error;
        } else if (this.#end) {
          return;
        } else {
          await new Promise<void>(resolve => {
            this.#wake = resolve;
          });
        }
      }
    } finally {
      this.end();
      this.#onClose();
    }
  }
}
