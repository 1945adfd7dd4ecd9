import type { Clock } from './Clock';

/** Calls back once when something that was expected did not come in time. A new expectation costs no timer. */
export class Watchdog {
  readonly #clock: Clock;
  readonly #onSilence: () => void;
  #dueAt = 0;
  #timer: { at: number; callOff: () => void } | undefined;

  constructor(clock: Clock, onSilence: () => void) {
    this.#clock = clock;
    this.#onSilence = onSilence;
  }

  /** Expects the next sign of life within a time from now, instead of what was expected before. */
  expect(withinMilliseconds: number): void {
    this.#dueAt = this.#clock.now() + withinMilliseconds;
    if (!this.#timer || this.#timer.at > this.#dueAt) {
      this.#timer?.callOff();
      this.#wait();
    }
  }

  /** Expects nothing any more. */
  stop(): void {
    this.#timer?.callOff();
    this.#timer = undefined;
  }

  #wait(): void {
    const callOff = this.#clock.schedule(() => {
      this.#timer = undefined;
      if (this.#clock.now() < this.#dueAt) {
        this.#wait();
      } else {
        this.#onSilence();
      }
    }, this.#dueAt - this.#clock.now());
    this.#timer = { at: this.#dueAt, callOff };
  }
}
