import { lock } from 'proper-lockfile';
import { makeDataDirectory } from '../data/dataDirectory.ts';
import { SandboxState } from '../data/SandboxState.ts';

/** A data folder that is now ours, or the supervisor that already has it. */
export type OpenedDataDirectory =
  | {
      readonly ours: true;
      readonly state: SandboxState;
      /** Parts of which a killed start had left processes behind; they are ended now. */
      readonly leftovers: readonly string[];
    }
  | { readonly ours: false; readonly state: SandboxState };

/** Takes the data folder for this process, unless a sandbox runs on it. Two starts at once cannot both get it. */
export async function openDataDirectory(
  directory: string,
): Promise<OpenedDataDirectory> {
  await makeDataDirectory(directory);
  const unlock = await lock(directory, {
    retries: { retries: 60, minTimeout: 200, maxTimeout: 500 },
  });
  try {
    const state = await SandboxState.read(directory);
    if (await state.runningSupervisor()) {
      return { ours: false, state };
    }
    const leftovers = await state.endLeftovers();
    await state.claim();
    return { ours: true, state, leftovers };
  } finally {
    await unlock();
  }
}
