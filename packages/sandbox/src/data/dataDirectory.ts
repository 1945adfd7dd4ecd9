import { createHash } from 'node:crypto';
import { chmod, mkdir, readdir } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { isOpenToOthers } from './isOpenToOthers.ts';

/** Where root keeps what another user must be able to reach. */
export const SHARED_DIRECTORY = '/var/lib/golden-path-portal';

/** By this file a folder is known as the data of a sandbox. */
export const STATE_FILE = 'state.json';

/** Whether PostgreSQL has to run as another user. */
export function isRoot(): boolean {
  return process.getuid?.() === 0;
}

/**
 * The one folder for everything that is kept between starts: `.sandbox` in the checkout. As root in a checkout that
 * other users cannot enter, a folder of the system instead, named after the checkout.
 */
export async function chooseDataDirectory(
  checkout: string,
  requested?: string,
): Promise<string> {
  if (requested) {
    return resolve(requested);
  }
  if (!isRoot() || (await isOpenToOthers(checkout))) {
    return join(checkout, '.sandbox');
  }
  const key = createHash('sha256').update(checkout).digest('hex').slice(0, 12);
  return join(SHARED_DIRECTORY, key);
}

/**
 * Makes a folder that only we can list, and that as root the user of PostgreSQL can pass through. What is secret in it
 * is closed by itself.
 */
export async function makeDataDirectory(directory: string): Promise<void> {
  const content: readonly string[] = await readdir(directory).catch(() => []);
  if (content.length > 0 && !content.includes(STATE_FILE)) {
    throw new Error(
      `${directory} holds something else than the data of a sandbox. Choose an empty or a new folder.`,
    );
  }
  await mkdir(dirname(directory), { recursive: true });
  if (isRoot() && dirname(directory) === SHARED_DIRECTORY) {
    await chmod(SHARED_DIRECTORY, 0o711);
  }
  await mkdir(directory, { recursive: true });
  await chmod(directory, isRoot() ? 0o711 : 0o700);
  if (isRoot() && !(await isOpenToOthers(directory))) {
    throw new Error(
      `The data folder ${directory} lies under a folder that only root may enter, but as root PostgreSQL runs as the user "postgres". Choose another one with --data.`,
    );
  }
}
