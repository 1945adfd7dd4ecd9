import type { Clock } from './Clock';
import type { ReflectorFailure, ReflectorStatus } from './ReflectorOptions';
import { Watchdog } from './Watchdog';

/** Options of {@link StatusKeeper}. */
export interface StatusKeeperOptions {
  clock: Clock;
  staleAfterMilliseconds: number;
  /** Called when the state, or the reason for it, is another one. */
  onChange: (status: ReflectorStatus) => void;
}

/** Keeps how well the memory is known to equal the cluster; never takes it for live without news. */
export class StatusKeeper {
  readonly #options: StatusKeeperOptions;
  readonly #watchdog: Watchdog;
  #status: ReflectorStatus = { state: 'warming' };

  constructor(options: StatusKeeperOptions) {
    this.#options = options;
    const seconds = options.staleAfterMilliseconds / 1000;
    this.#watchdog = new Watchdog(options.clock, () =>
      this.fail({ message: `There was no news for ${seconds} s.` }),
    );
  }

  get status(): ReflectorStatus {
    return this.#status;
  }

  /** Everything was known at that time. */
  live(asOf: number): void {
    this.#watchdog.expect(this.#options.staleAfterMilliseconds);
    this.#set({ state: 'live', asOf });
  }

  /** Changes are no longer known. */
  fail(reason: ReflectorFailure): void {
    const { asOf } = this.#status;
    this.#watchdog.stop();
    this.#set({
      state: asOf === undefined ? 'unavailable' : 'stale',
      asOf,
      reason,
    });
  }

  /** Nobody asks for changes any more, on purpose: no reason to call anybody. */
  stop(): void {
    const { asOf } = this.#status;
    this.#watchdog.stop();
    this.#status = {
      state: asOf === undefined ? 'unavailable' : 'stale',
      asOf,
      reason: { message: 'The reflector was stopped.' },
    };
  }

  /** The first list is under way, again. */
  start(): void {
    if (this.#status.asOf === undefined) {
      this.#set({ state: 'warming' });
    }
  }

  #set(status: ReflectorStatus): void {
    const previous = this.#status;
    this.#status = status;
    if (
      previous.state !== status.state ||
      previous.reason?.message !== status.reason?.message
    ) {
      this.#options.onChange(status);
    }
  }
}
