import { setTimeout as delay } from 'node:timers/promises';

/** Options of {@link withinTime}. */
export interface TimeLimit {
  milliseconds: number;
  /** What is thrown when the time is over. */
  errorOf: () => Error;
  /** Resolves after a time, or rejects when it is no longer needed. */
  wait?: (milliseconds: number, signal: AbortSignal) => Promise<void>;
}

/** Waits for something that cannot be stopped, but not for ever. */
export async function withinTime<T>(
  work: Promise<T>,
  { milliseconds, errorOf, wait = waitUnreferenced }: TimeLimit,
): Promise<T> {
  const end = new AbortController();
  const timeIsOver = wait(milliseconds, end.signal).then(() => {
    throw errorOf();
  });
  try {
    return await Promise.race([work, timeIsOver]);
  } finally {
    // The race is decided: what the other one says no longer matters.
    timeIsOver.catch(() => {});
    end.abort();
  }
}

async function waitUnreferenced(milliseconds: number, signal: AbortSignal) {
  await delay(milliseconds, undefined, { ref: false, signal });
}
