import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { isRoot } from '../data/dataDirectory.ts';

const execute = promisify(execFile);

/** The user and group of the operating system that a process runs as. */
export interface SystemUser {
  readonly userId: number;
  readonly groupId: number;
}

async function idOf(flag: '-u' | '-g'): Promise<number> {
  const { stdout } = await execute('id', [flag, 'postgres']);
  return Number(stdout);
}

async function findUser(): Promise<SystemUser | undefined> {
  try {
    return { userId: await idOf('-u'), groupId: await idOf('-g') };
  } catch {
    return undefined;
  }
}

/** Who PostgreSQL runs as: it refuses root, so root gives it the user `postgres`; anybody else runs it as himself. */
export async function databaseUser(): Promise<SystemUser | undefined> {
  if (!isRoot()) {
    return undefined;
  }
  const known = await findUser();
  if (known) {
    return known;
  }
  try {
    await execute('useradd', ['--system', '--user-group', 'postgres']);
  } catch (error) {
    throw new Error(
      'PostgreSQL does not run as root, and the user "postgres" could not be made for it. Add that user, or start as a normal user.',
      { cause: error },
    );
  }
  const made = await findUser();
  if (!made) {
    throw new Error('The user "postgres" was added but cannot be found');
  }
  return made;
}
