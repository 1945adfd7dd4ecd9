import { chooseDataDirectory } from '../data/dataDirectory.ts';
import { SandboxState } from '../data/SandboxState.ts';
import { CHECKOUT } from '../portal/checkout.ts';
import { askForPart } from '../supervisor/askSupervisor.ts';

/** What to do with which part. */
export interface PartCommand {
  readonly verb: 'start' | 'stop';
  readonly part: string;
  readonly data?: string;
}

/** Stops or starts one part of the running sandbox: to see what the portal does without it. */
export async function part(command: PartCommand): Promise<void> {
  const dataDirectory = await chooseDataDirectory(CHECKOUT, command.data);
  const state = await SandboxState.read(dataDirectory);
  const { controlSocket } = state;
  if (!controlSocket || !(await state.runningSupervisor())) {
    throw new Error('The sandbox does not run. Start it with "npm start".');
  }
  const status = await askForPart(controlSocket, command);
  if (status.state === 'failed') {
    throw new Error(status.reason);
  }
  process.stdout.write(`${command.part}: ${status.state}\n`);
}
