import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { constants, setPriority } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { lock } from 'proper-lockfile';
import { sendSignal } from '../process/endProcess.ts';
import { binariesIn, KUBERNETES_VERSION } from './KubernetesBinaries.ts';

/** Where to build, and whom to tell. */
export interface BuildOptions {
  /** Gets the programs. */
  readonly directory: string;
  readonly signal: AbortSignal;
  progress(message: string): void;
}

interface Program {
  readonly name: string;
  readonly module: string;
  readonly package: string;
}

const PROGRAMS: readonly Program[] = [
  {
    name: 'etcd',
    module: 'etcd',
    package: 'go.etcd.io/etcd/server/v3',
  },
  {
    name: 'kube-apiserver',
    module: 'kubernetes',
    package: 'k8s.io/kubernetes/cmd/kube-apiserver',
  },
  {
    name: 'kubectl',
    module: 'kubernetes',
    package: 'k8s.io/kubernetes/cmd/kubectl',
  },
];

/** Small Go modules, one requirement each, with the checksums of all that they bring. */
const MODULES_DIRECTORY = join(import.meta.dirname, '../../binaries');

function linkerFlags(): string {
  const [major, minor] = KUBERNETES_VERSION.split('.');
  const version = 'k8s.io/component-base/version';
  return [
    '-s -w',
    `-X ${version}.gitVersion=v${KUBERNETES_VERSION}`,
    `-X ${version}.gitMajor=${major}`,
    `-X ${version}.gitMinor=${minor}`,
  ].join(' ');
}

async function build(
  program: Program,
  output: string,
  options: BuildOptions,
): Promise<void> {
  const child = spawn(
    'go',
    [
      'build',
      '-v',
      '-mod=readonly',
      '-trimpath',
      `-ldflags=${linkerFlags()}`,
      `-o=${output}`,
      program.package,
    ],
    {
      cwd: join(MODULES_DIRECTORY, program.module),
      env: { ...process.env, CGO_ENABLED: '0', GOWORK: 'off' },
      // A group of its own, so that an abort ends the compilers too.
      detached: true,
      stdio: ['ignore', 'ignore', 'pipe'],
    },
  );
  await once(child, 'spawn');
  const { pid } = child;
  if (pid === undefined) {
    throw new Error('go was started but has no process number');
  }
  // The portal and its user come first.
  setPriority(pid, constants.priority.PRIORITY_LOW);
  const end = () => sendSignal(-pid, 'SIGTERM');
  options.signal.addEventListener('abort', end, { once: true });
  const exited = once(child, 'exit');
  const said: string[] = [];
  let [downloaded, compiled] = [0, 0];
  for await (const line of createInterface({ input: child.stderr })) {
    said.push(line);
    if (line.startsWith('go: downloading')) {
      downloaded += 1;
    } else {
      compiled += 1;
    }
    const work =
      compiled > 0
        ? `${compiled} packages compiled`
        : `${downloaded} modules downloaded`;
    options.progress(`building ${program.name} from its Go module: ${work}`);
  }
  const [code] = await exited;
  options.signal.removeEventListener('abort', end);
  options.signal.throwIfAborted();
  if (code !== 0) {
    throw new Error(
      `"go build" of ${program.name} ended with code ${code}:\n${said
        .slice(-8)
        .join('\n')}`,
    );
  }
}

/**
 * Builds etcd, kube-apiserver and kubectl from their Go modules: minutes the first time, seconds when Go has them in
 * its own cache. Two builds at once wait for each other; a program appears in the folder only when it is complete.
 */
export async function buildKubernetesBinaries(
  options: BuildOptions,
): Promise<void> {
  await mkdir(options.directory, { recursive: true });
  options.progress('waiting for another build to finish');
  const unlock = await lock(options.directory, {
    stale: 30_000,
    update: 5_000,
    retries: { forever: true, minTimeout: 500, maxTimeout: 2_000 },
  });
  const draft = await mkdtemp(join(options.directory, 'building-'));
  try {
    if (await binariesIn(options.directory)) {
      return;
    }
    for (const program of PROGRAMS) {
      options.signal.throwIfAborted();
      options.progress(`building ${program.name} from its Go module`);
      const output = join(draft, program.name);
      await build(program, output, options);
      await rename(output, join(options.directory, program.name));
    }
  } finally {
    await rm(draft, { recursive: true, force: true });
    await unlock();
  }
}
