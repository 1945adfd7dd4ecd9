import { setTimeout as sleep } from 'node:timers/promises';
import type { BackendProcess } from './BackendProcess.mts';
import { portalCard } from './cards.mts';
import type { Laboratory } from './Laboratory.mts';
import { readCard } from './Measurement.mts';

/** Waits until the portal says of all instances that it knows them; returns when that was. */
export async function waitUntilLive(
  laboratory: Laboratory,
  portal: BackendProcess,
): Promise<number> {
  const end = Date.now() + 120_000;
  for (;;) {
    const [answer] = await readCard(laboratory, portal, {
      card: portalCard(0),
      token: laboratory.callers[0],
    });
    // The contract of the portal's route.
    const { sources } = answer as {
      sources: { name: string; status: string; message?: string }[];
    };
    if (sources.every(({ status }) => status === 'live')) {
      return Date.now();
    }
    if (Date.now() > end) {
      throw new Error(
        `The portal is not live after 2 minutes: ${JSON.stringify(sources)}`,
      );
    }
    await sleep(20);
  }
}
