import { chooseDataDirectory } from '../data/dataDirectory.ts';
import { SandboxState } from '../data/SandboxState.ts';
import { CHECKOUT } from '../portal/checkout.ts';
import { askForReport } from '../supervisor/askSupervisor.ts';
import { summary } from './summary.ts';

/** Says what runs where. */
export async function status(options: {
  readonly data?: string;
}): Promise<void> {
  const dataDirectory = await chooseDataDirectory(CHECKOUT, options.data);
  const state = await SandboxState.read(dataDirectory);
  const { controlSocket, portalUrl } = state;
  if (!controlSocket || !(await state.runningSupervisor())) {
    process.stdout.write('The sandbox does not run.\n');
    return;
  }
  const parts = await askForReport(controlSocket);
  process.stdout.write(`${summary({ parts, portalUrl, dataDirectory })}\n`);
}
