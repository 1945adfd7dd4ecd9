import type { Clock } from '../Clock';

/** A clock that stands still until a test moves it. */
export class ManualClock implements Clock {
  #now = Date.parse('2026-01-01T00:00:00Z');
  readonly #timers = new Set<{ at: number; callback: () => void }>();

  now(): number {
    return this.#now;
  }

  schedule(callback: () => void, delayMilliseconds: number): () => void {
    const timer = { at: this.#now + delayMilliseconds, callback };
    this.#timers.add(timer);
    return () => this.#timers.delete(timer);
  }

  /** The delays until each waiting timer is due, shortest first. */
  delays(): number[] {
    return [...this.#timers]
      .map(({ at }) => at - this.#now)
      .sort((left, right) => left - right);
  }

  /** Moves on, and calls back what is due. */
  advance(milliseconds: number): void {
    this.#now += milliseconds;
    for (const timer of [...this.#timers]) {
      if (timer.at <= this.#now) {
        this.#timers.delete(timer);
        timer.callback();
      }
    }
  }
}
