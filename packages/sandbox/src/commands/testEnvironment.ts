import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isRoot, SHARED_DIRECTORY } from '../data/dataDirectory.ts';
import { isOpenToOthers } from '../data/isOpenToOthers.ts';
import { gitHubPart } from '../parts/gitHubPart.ts';
import {
  KUBECONFIG_VARIABLE,
  KUBECTL_VARIABLE,
  kubernetesPart,
} from '../parts/kubernetesPart.ts';
import { postgresqlPart } from '../parts/postgresqlPart.ts';
import { sendSignal } from '../process/endProcess.ts';
import { openDataDirectory } from '../supervisor/openDataDirectory.ts';
import { Supervisor } from '../supervisor/Supervisor.ts';
import { ProgressPrinter } from './ProgressPrinter.ts';
import { stopSignal } from './stopSignal.ts';

async function temporaryDirectory(): Promise<string> {
  const reachable = !isRoot() || (await isOpenToOthers(tmpdir()));
  const base = reachable ? tmpdir() : SHARED_DIRECTORY;
  await mkdir(base, { recursive: true });
  return await mkdtemp(join(base, 'golden-path-test-'));
}

/** The variables by which tests find what they may use; a part that could not be started is not in them. */
function variablesFor(supervisor: Supervisor): Record<string, string> {
  const told = supervisor.environment;
  const runs = new Set(
    supervisor
      .report()
      .filter(({ status }) => status.state === 'running')
      .map(({ name }) => name),
  );
  const value = (name: string) => told.get(name) ?? '';
  const variables: Record<string, string> = {};
  if (runs.has('postgresql')) {
    const user = value('SANDBOX_POSTGRES_USER');
    const password = value('SANDBOX_POSTGRES_PASSWORD');
    const port = value('SANDBOX_POSTGRES_PORT');
    const url = `postgresql://${user}:${password}@127.0.0.1:${port}/postgres`;
    variables.GOLDEN_PATH_TEST_POSTGRES = url;
    variables.BACKSTAGE_TEST_DATABASE_POSTGRES18_CONNECTION_STRING = url;
  }
  if (runs.has('kubernetes')) {
    variables.GOLDEN_PATH_TEST_KUBECONFIG = value(KUBECONFIG_VARIABLE);
    variables.GOLDEN_PATH_TEST_KUBECTL = value(KUBECTL_VARIABLE);
  }
  if (runs.has('github')) {
    variables.GOLDEN_PATH_TEST_GITHUB = value('SANDBOX_GITHUB_URL');
    variables.GOLDEN_PATH_TEST_GITHUB_TOKEN = value('SANDBOX_GITHUB_TOKEN');
  }
  return variables;
}

/** Runs a command beside a database, a cluster and a GitHub that are thrown away afterwards; its exit code becomes ours. */
export async function testEnvironment(
  command: readonly string[],
): Promise<void> {
  const stop = stopSignal();
  const directory = await temporaryDirectory();
  const opened = await openDataDirectory(directory);
  const printer = new ProgressPrinter({
    // What the command itself says is the output.
    print: line => process.stderr.write(`${line}\n`),
  });
  const supervisor = await Supervisor.prepare({
    parts: [
      postgresqlPart({ throwAway: true }),
      kubernetesPart({ throwAway: true }),
      gitHubPart({ throwAway: true }),
    ],
    dataDirectory: directory,
    state: opened.state,
    onStatus: (part, status) => printer.show(part, status),
  });
  try {
    await Promise.race([supervisor.start(), once(stop, 'abort')]);
    if (!stop.aborted) {
      process.exitCode = await run(command, {
        variables: variablesFor(supervisor),
        stop,
      });
    }
  } finally {
    printer.stopping();
    await supervisor.stop();
    await rm(directory, { recursive: true, force: true });
  }
}

async function run(
  [program, ...parameters]: readonly string[],
  options: { variables: Record<string, string>; stop: AbortSignal },
): Promise<number> {
  const child = spawn(program, parameters, {
    stdio: 'inherit',
    env: { ...process.env, ...options.variables },
  });
  options.stop.addEventListener('abort', () => {
    if (child.pid !== undefined) {
      sendSignal(child.pid, 'SIGTERM');
    }
  });
  const [code] = await once(child, 'exit');
  // Ended by a signal: a failure like any other.
  return typeof code === 'number' ? code : 1;
}
