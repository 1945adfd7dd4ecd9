import { createHash } from 'node:crypto';
import { glob, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What the built pages depend on. */
const SOURCES = [
  'package.json',
  'yarn.lock',
  'app-config.yaml',
  'packages/app/package.json',
  'packages/app/config.d.ts',
  'packages/app/{src,public}/**/*.*',
  'plugins/*/package.json',
  'plugins/*/src/**/*.*',
];

/** Not part of the pages: back ends, tests, and what is made by others. */
const NOT_IN_THE_PAGES =
  /(^|\/)node_modules(\/|$)|\.test\.tsx?$|^plugins\/[^/]*-(backend|node|backend-module-[^/]*)\//;

/** A hash of everything that the built pages depend on. */
export async function sourceHash(checkout: string): Promise<string> {
  const files: string[] = [];
  const exclude = (path: string) => NOT_IN_THE_PAGES.test(path);
  for await (const file of glob(SOURCES, { cwd: checkout, exclude })) {
    files.push(file);
  }
  const hash = createHash('sha256');
  for (const file of files.toSorted()) {
    if (!exclude(file)) {
      hash.update(`${file}\0`);
      hash.update(await readFile(join(checkout, file)));
    }
  }
  return hash.digest('hex');
}
