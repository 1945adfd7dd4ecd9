import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Does something again and again until the signal comes, with a pause between. An error is reported and does not end
 * it; one that repeats itself is reported once.
 */
export async function repeat(
  action: () => Promise<void>,
  options: {
    milliseconds: number;
    signal: AbortSignal;
    onError(error: unknown): void;
  },
): Promise<void> {
  const { milliseconds, signal, onError } = options;
  let lastMessage: string | undefined;
  while (!signal.aborted) {
    try {
      await action();
      lastMessage = undefined;
    } catch (error) {
      const message = String(error);
      if (!signal.aborted && message !== lastMessage) {
        onError(error);
      }
      lastMessage = message;
    }
    // The only error of the pause is the signal, which the loop asks next.
    await sleep(milliseconds, undefined, { signal }).catch(() => undefined);
  }
}
