import { setImmediate } from 'node:timers/promises';

/** Time as the reflector sees it; tests and simulations give it another one. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Calls back once after a delay; the returned function calls it off. */
  schedule(callback: () => void, delayMilliseconds: number): () => void;
  /** Lets other work of the process run, in the middle of a long piece of work; without it, nothing waits. */
  nextTurn?(): Promise<void>;
}

/** The time of this machine. Its timers do not keep the process alive. */
export const systemClock: Clock = {
  now: () => Date.now(),
  schedule(callback, delayMilliseconds) {
    const timer = setTimeout(callback, delayMilliseconds);
    timer.unref();
    return () => clearTimeout(timer);
  },
  nextTurn: () => setImmediate(),
};

/** Waits; ends early, without an error, when the signal aborts. */
export function waitFor(
  clock: Clock,
  delayMilliseconds: number,
  signal: AbortSignal,
): Promise<void> {
  return new Promise(resolve => {
    if (signal.aborted) {
      resolve();
      return;
    }
    const callOff = clock.schedule(() => {
      signal.removeEventListener('abort', endEarly);
      resolve();
    }, delayMilliseconds);
    function endEarly() {
      callOff();
      resolve();
    }
    signal.addEventListener('abort', endEarly, { once: true });
  });
}
