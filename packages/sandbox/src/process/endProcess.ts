import { isRunning, type ProcessIdentity } from './processIdentity.ts';
import { waitUntil } from './waitUntil.ts';

/** How long a process may take to end by itself. */
const GRACE_MILLISECONDS = 10_000;

/** Sends a signal; a process that is gone already, or that is not ours any more, is no error. */
export function sendSignal(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    const gone =
      error instanceof Error &&
      'code' in error &&
      (error.code === 'ESRCH' || error.code === 'EPERM');
    if (!gone) {
      throw error;
    }
  }
}

/** Asks a process to end, and kills it when it does not. Returns when it is gone. */
export async function endProcess(
  identity: ProcessIdentity,
  signal: NodeJS.Signals = 'SIGTERM',
): Promise<void> {
  const gone = async () => !(await isRunning(identity));
  if (await gone()) {
    return;
  }
  sendSignal(identity.pid, signal);
  if (await waitUntil(gone, { timeoutMilliseconds: GRACE_MILLISECONDS })) {
    return;
  }
  sendSignal(identity.pid, 'SIGKILL');
  await waitUntil(gone, { timeoutMilliseconds: GRACE_MILLISECONDS });
}
