import { readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Part } from '../part.ts';
import { runToEnd } from '../process/runToEnd.ts';
import { CHECKOUT } from '../portal/checkout.ts';
import { sourceHash } from '../portal/sourceHash.ts';

/** The portal's pages, built once and again only when their sources have changed. */
export function appPart(): Part {
  const directory = join(CHECKOUT, 'packages/app');
  const stamp = join(directory, 'dist/.source-hash');
  return {
    name: 'app',
    title: 'Pages of the portal',

    async start({ dataDirectory, signal, progress, recordProcess }) {
      const hash = await sourceHash(CHECKOUT);
      const built = await readFile(stamp, 'utf8').catch(() => undefined);
      if (built !== hash) {
        progress(
          'building the pages; about a minute, only when they have changed',
        );
        const commandLine = createRequire(
          join(directory, 'package.json'),
        ).resolve('@backstage/cli/package.json');
        await runToEnd({
          command: process.execPath,
          arguments: [
            join(dirname(commandLine), 'bin/backstage-cli'),
            'package',
            'build',
          ],
          workingDirectory: directory,
          environment: { ...process.env, NODE_ENV: 'production' },
          logFile: join(dataDirectory, 'build.log'),
          signal,
          recordProcess,
        });
        await writeFile(stamp, hash);
      }
      return {
        environment: {},
        location: built === hash ? 'built before' : 'built now',
        async stop() {},
      };
    },
  };
}
