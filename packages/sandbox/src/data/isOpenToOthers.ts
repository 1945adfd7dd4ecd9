import { stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';

/** "Others may enter this folder." */
const OTHERS_EXECUTE = 0o001;

/**
 * Whether every other user can get to a path: its folders, as far as they exist, are open to all. As root, PostgreSQL
 * runs as another user, who cannot enter a closed home folder.
 */
export async function isOpenToOthers(path: string): Promise<boolean> {
  let folder = resolve(path);
  for (;;) {
    const status = await stat(folder).catch(() => undefined);
    if (status && !(status.mode & OTHERS_EXECUTE)) {
      return false;
    }
    const parent = dirname(folder);
    if (parent === folder) {
      return true;
    }
    folder = parent;
  }
}
