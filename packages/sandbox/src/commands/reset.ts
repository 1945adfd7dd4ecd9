import { rm } from 'node:fs/promises';
import { chooseDataDirectory } from '../data/dataDirectory.ts';
import { openDataDirectory } from '../supervisor/openDataDirectory.ts';
import { CHECKOUT } from '../portal/checkout.ts';

/** Forgets everything that the sandbox has kept. */
export async function reset(options: {
  readonly data?: string;
}): Promise<void> {
  const dataDirectory = await chooseDataDirectory(CHECKOUT, options.data);
  const opened = await openDataDirectory(dataDirectory);
  if (!opened.ours) {
    throw new Error(
      `The sandbox runs at ${
        opened.state.portalUrl ?? 'an unknown address'
      }, so its data cannot be forgotten now. Stop it first: Ctrl-C in its terminal, or "node packages/sandbox/src/index.ts stop".`,
    );
  }
  await rm(dataDirectory, { recursive: true, force: true });
  process.stdout.write(`Forgot the sandbox's data in ${dataDirectory}.\n`);
}
