import { setTimeout as sleep } from 'node:timers/promises';

/** How {@link waitUntil} asks, and when it gives up. */
export interface WaitOptions {
  readonly timeoutMilliseconds: number;
  readonly intervalMilliseconds?: number;
  readonly signal?: AbortSignal;
}

/** Asks until the answer is yes. `false` when the time is over; throws when the signal is aborted. */
export async function waitUntil(
  condition: () => Promise<boolean>,
  options: WaitOptions,
): Promise<boolean> {
  const deadline = performance.now() + options.timeoutMilliseconds;
  for (;;) {
    options.signal?.throwIfAborted();
    if (await condition()) {
      return true;
    }
    if (performance.now() >= deadline) {
      return false;
    }
    await sleep(options.intervalMilliseconds ?? 100, undefined, {
      signal: options.signal,
    });
  }
}
