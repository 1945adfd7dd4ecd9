import { waitForever, type Lease } from './Lease';

/** One run of an operation in this process. It ends, or is lost to another run of the same operation. */
export class Execution {
  readonly operationId: string;
  readonly #cancelled = new AbortController();
  readonly #lost = new AbortController();
  readonly #onLost: () => void;
  readonly #acts = new Set<Promise<unknown>>();
  #lease: Lease | undefined;

  static create(operationId: string, onLost: () => void): Execution {
    return new Execution(operationId, onLost);
  }

  private constructor(operationId: string, onLost: () => void) {
    this.operationId = operationId;
    this.#onLost = onLost;
  }

  /** As which holder it runs; `undefined` until it has begun. */
  get lease(): Lease | undefined {
    return this.#lease;
  }

  hold(lease: Lease): void {
    this.#lease = lease;
  }

  /** Aborted when somebody cancels the operation, and when it is lost. */
  get signal(): AbortSignal {
    return AbortSignal.any([this.#cancelled.signal, this.#lost.signal]);
  }

  get isCancelled(): boolean {
    return this.#cancelled.signal.aborted;
  }

  cancel(): void {
    this.#cancelled.abort(new Error('The operation was cancelled'));
  }

  get isLost(): boolean {
    return this.#lost.signal.aborted;
  }

  /** Another run has the operation now: this one must not act or report any more. */
  lose(): void {
    if (!this.isLost) {
      this.#lost.abort(new Error('The operation is run elsewhere'));
      this.#onLost();
    }
  }

  /** Does something to the outside, unless the operation was lost. */
  async act<T>(effect: () => Promise<T>): Promise<T> {
    if (this.isLost) {
      return waitForever();
    }
    const acting = effect();
    this.#acts.add(acting);
    try {
      return await acting;
    } finally {
      this.#acts.delete(acting);
    }
  }

  /** Resolves when nothing is being done to the outside any more. */
  async acted(): Promise<void> {
    await Promise.allSettled(this.#acts);
  }
}
