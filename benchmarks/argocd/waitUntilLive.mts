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
    const problem = await problemOf(laboratory, portal);
    if (!problem) {
      return Date.now();
    }
    if (Date.now() > end) {
      throw new Error(
        `The portal is not live after 2 minutes: ${problem}\n${portal.log}`,
      );
    }
    await sleep(20);
  }
}

async function problemOf(
  laboratory: Laboratory,
  portal: BackendProcess,
): Promise<string | undefined> {
  try {
    const [answer] = await readCard(laboratory, portal, {
      card: portalCard(0),
      token: laboratory.callers[0],
    });
    // The contract of the portal's route.
    const { sources } = answer as { sources: { status: string }[] };
    return sources.every(({ status }) => status === 'live')
      ? undefined
      : JSON.stringify(sources);
  } catch (error) {
    // On a busy machine it may have to be asked again.
    return String(error);
  }
}
