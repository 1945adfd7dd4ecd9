import { useSyncExternalStore } from 'react';

const renewMilliseconds = 1_000;

// One clock for all ages of a page: they change together, and a page of a hundred of them has one timer.
const listeners = new Set<() => void>();
let now = 0;
let timer: ReturnType<typeof setInterval> | undefined;

/** The current time, renewed every second, so that ages on the screen stay true. */
export function useNow(): number {
  return useSyncExternalStore(subscribe, readNow);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(tick, renewMilliseconds);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) {
      clearInterval(timer);
      timer = undefined;
    }
  };
}

function tick(): void {
  now = Date.now();
  listeners.forEach(listener => listener());
}

/** While the clock runs its time stays the same between two ticks, as React asks for. */
function readNow(): number {
  if (timer === undefined) {
    const time = Date.now();
    now = time - now >= renewMilliseconds ? time : now;
  }
  return now;
}
