import { setImmediate } from 'node:timers/promises';

/** Waits until something holds, without a fixed delay. */
export async function eventually(
  holds: () => boolean | Promise<boolean>,
): Promise<void> {
  const giveUpAt = Date.now() + 10_000;
  while (!(await holds())) {
    if (Date.now() > giveUpAt) {
      throw new Error(`It did not come to hold: ${holds}`);
    }
    await setImmediate();
  }
}
