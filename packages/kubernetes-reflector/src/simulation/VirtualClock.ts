import { setImmediate } from 'node:timers/promises';
import type { Clock } from '../Clock';

interface Timer {
  readonly at: number;
  readonly callback: () => void;
}

/** A clock that jumps from timer to timer, so that hours pass in milliseconds. */
export class VirtualClock implements Clock {
  #now = Date.parse('2026-01-01T00:00:00Z');
  /** In the order in which they are due, and for the same time in the order in which they were made. */
  readonly #timers: Timer[] = [];

  now(): number {
    return this.#now;
  }

  schedule(callback: () => void, delayMilliseconds: number): () => void {
    const timer = { at: this.#now + Math.max(0, delayMilliseconds), callback };
    let index = this.#timers.length;
    while (index > 0 && this.#timers[index - 1].at > timer.at) {
      index--;
    }
    this.#timers.splice(index, 0, timer);
    return () => {
      const position = this.#timers.indexOf(timer);
      if (position !== -1) {
        this.#timers.splice(position, 1);
      }
    };
  }

  nextTurn(): Promise<void> {
    return new Promise(resolve => {
      this.schedule(resolve, 0);
    });
  }

  /** Lets time pass. After each timer, all that follows from it happens, and is looked at. */
  async pass(milliseconds: number, look: () => void = () => {}): Promise<void> {
    const end = this.#now + milliseconds;
    await setImmediate();
    for (
      let [timer] = this.#timers;
      timer !== undefined && timer.at <= end;
      [timer] = this.#timers
    ) {
      this.#timers.shift();
      this.#now = timer.at;
      timer.callback();
      // Nothing here waits for anything but promises, and those are all settled by then.
      await setImmediate();
      look();
    }
    this.#now = end;
  }
}
