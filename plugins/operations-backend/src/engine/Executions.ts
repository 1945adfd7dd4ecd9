import { Execution } from './Execution';

interface Expectation {
  count: number;
  /** Of the process's own clock, which no one sets. */
  since: number;
}

/** What was announced and has not begun after this time has come to nothing. */
const expectationMilliseconds = 30_000;

/** What runs in this process, and what is about to. */
export class Executions {
  readonly #expected = new Map<string, Expectation>();
  readonly #running = new Map<string, Execution>();
  readonly #now: () => number;
  #lostCount = 0;

  static create(options: { now?: () => number } = {}): Executions {
    return new Executions(options.now ?? (() => performance.now()));
  }

  private constructor(now: () => number) {
    this.#now = now;
  }

  /** Announces that an operation will begin here, so that it is not taken for one left behind. */
  expect(operationId: string): void {
    const { count = 0 } = this.#expected.get(operationId) ?? {};
    this.#expected.set(operationId, { count: count + 1, since: this.#now() });
  }

  /** Takes back one {@link expect}. */
  forget(operationId: string): void {
    const expectation = this.#expected.get(operationId);
    if (expectation && expectation.count > 1) {
      expectation.count -= 1;
    } else {
      this.#expected.delete(operationId);
    }
  }

  /** Begins a run. The last one counts: it is the one that the engine's own tables know. */
  enter(operationId: string): Execution {
    this.#running.get(operationId)?.lose();
    this.forget(operationId);
    const execution = Execution.create(operationId, () => {
      this.#lostCount += 1;
      this.leave(execution);
    });
    this.#running.set(operationId, execution);
    return execution;
  }

  /** Ends a run. */
  leave(execution: Execution): void {
    if (this.#running.get(execution.operationId) === execution) {
      this.#running.delete(execution.operationId);
    }
  }

  get(operationId: string): Execution | undefined {
    return this.#running.get(operationId);
  }

  list(): Execution[] {
    return [...this.#running.values()];
  }

  /** What must not be taken for left behind. */
  ids(): string[] {
    for (const [operationId, { since }] of this.#expected) {
      if (this.#now() - since > expectationMilliseconds) {
        this.#expected.delete(operationId);
      }
    }
    return [...new Set([...this.#running.keys(), ...this.#expected.keys()])];
  }

  /** How many runs were lost, and wait for ever. */
  get lostCount(): number {
    return this.#lostCount;
  }
}
