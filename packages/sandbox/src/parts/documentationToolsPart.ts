import { execFile } from 'node:child_process';
import { access, mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { lock } from 'proper-lockfile';
import type { Part, SandboxContext } from '../part.ts';
import { runToEnd } from '../process/runToEnd.ts';
import {
  documentationToolsDirectory,
  TECHDOCS_CORE_VERSION,
} from '../portal/documentationTools.ts';

async function isComplete(directory: string): Promise<boolean> {
  return await access(join(directory, '.complete')).then(
    () => true,
    () => false,
  );
}

async function checkPython(): Promise<void> {
  try {
    // On some systems Python comes without the means to make an environment.
    await promisify(execFile)('python3', ['-c', 'import venv, ensurepip']);
  } catch (error) {
    throw new Error(
      'the documentation pages of services need Python 3 with its "venv" module, which is not here. Install it (Debian, Ubuntu: apt install python3-venv; macOS: brew install python) and start again; everything else works without.',
      { cause: error },
    );
  }
}

async function install(
  directory: string,
  context: SandboxContext,
): Promise<void> {
  const run = {
    logFile: join(context.dataDirectory, 'install.log'),
    signal: context.signal,
    recordProcess: context.recordProcess,
  };
  await rm(directory, { recursive: true, force: true });
  await runToEnd({
    ...run,
    command: 'python3',
    arguments: ['-m', 'venv', directory],
  });
  await runToEnd({
    ...run,
    command: join(directory, 'bin/python3'),
    arguments: [
      '-m',
      'pip',
      'install',
      '--quiet',
      '--disable-pip-version-check',
      `mkdocs-techdocs-core==${TECHDOCS_CORE_VERSION}`,
    ],
  });
  await writeFile(join(directory, '.complete'), '');
}

/** mkdocs, which turns the Markdown of a service into its documentation pages. */
export function documentationToolsPart(): Part {
  const directory = documentationToolsDirectory();
  return {
    name: 'techdocs',
    title: 'Documentation tools',

    async start(context) {
      if (!(await isComplete(directory))) {
        await checkPython();
        context.progress('installing mkdocs into a Python environment, once');
        await mkdir(dirname(directory), { recursive: true });
        const unlock = await lock(dirname(directory), {
          stale: 30_000,
          retries: { forever: true, minTimeout: 500, maxTimeout: 2_000 },
        });
        try {
          if (!(await isComplete(directory))) {
            await install(directory, context);
          }
        } finally {
          await unlock();
        }
      }
      return { environment: {}, location: directory, async stop() {} };
    },
  };
}
