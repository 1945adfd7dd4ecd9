import { chooseDataDirectory } from '../data/dataDirectory.ts';
import { SandboxState } from '../data/SandboxState.ts';
import { CHECKOUT } from '../portal/checkout.ts';
import { isRunning } from '../process/processIdentity.ts';
import { sendSignal } from '../process/endProcess.ts';
import { waitUntil } from '../process/waitUntil.ts';

const TIMEOUT_MILLISECONDS = 60_000;

/** Asks the running sandbox to stop, and returns when it has. */
export async function stop(options: { readonly data?: string }): Promise<void> {
  const dataDirectory = await chooseDataDirectory(CHECKOUT, options.data);
  const state = await SandboxState.read(dataDirectory);
  const supervisor = await state.runningSupervisor();
  if (!supervisor) {
    process.stdout.write('The sandbox does not run.\n');
    return;
  }
  sendSignal(supervisor.pid, 'SIGTERM');
  const ended = await waitUntil(async () => !(await isRunning(supervisor)), {
    timeoutMilliseconds: TIMEOUT_MILLISECONDS,
  });
  if (!ended) {
    throw new Error(
      `The sandbox (process ${supervisor.pid}) was asked to stop a minute ago and still runs. Kill it; the next start cleans up.`,
    );
  }
  process.stdout.write('Stopped. The data is kept.\n');
}
