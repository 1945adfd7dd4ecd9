import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder for the data of one test. */
export async function temporaryData(): Promise<string> {
  return await mkdtemp(join(tmpdir(), 'golden-path-sandbox-'));
}

/** Forgets the folder of a test. */
export async function removeData(data: string): Promise<void> {
  await rm(data, { recursive: true, force: true });
}
