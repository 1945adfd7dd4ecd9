import { keptSecret } from '../data/keptSecret.ts';
import type { SandboxContext } from '../part.ts';

/** The port at which people look for it. */
const DEFAULT_PORT = 7007;

/** Decides where the portal will be; the next free port is taken when the wanted one is busy. */
export async function preparePortal(
  { dataDirectory, port }: SandboxContext,
  wanted: number = DEFAULT_PORT,
) {
  const chosen = await port(`portal-${wanted}`, wanted);
  return {
    SANDBOX_PORTAL_URL: `http://localhost:${chosen}`,
    SANDBOX_PORTAL_PORT: String(chosen),
    SANDBOX_SESSION_SECRET: await keptSecret(dataDirectory, 'session-secret'),
  };
}
