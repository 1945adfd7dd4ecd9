import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** A tool that tests use when the machine has it. */
export interface Tool {
  readonly path: string;
  /** Why the tests that need it are skipped; absent when it is there. */
  readonly missing?: string;
}

/** The end of a test's name, so that a skipped test says why. */
export function reasonToSkip(tool: Tool): string {
  return tool.missing ? ` (skipped: ${tool.missing})` : '';
}

function runs(command: string, args: string[]): boolean {
  return spawnSync(command, args, { stdio: 'ignore' }).status === 0;
}

/** The kubectl of `GOLDEN_PATH_TEST_KUBECTL`, or the one on the PATH. */
export function findKubectl(): Tool {
  const path = process.env.GOLDEN_PATH_TEST_KUBECTL ?? 'kubectl';
  return runs(path, ['version', '--client'])
    ? { path }
    : {
        path,
        missing: `'${path}' does not run: set GOLDEN_PATH_TEST_KUBECTL to a kubectl`,
      };
}

const actionlintVersion = 'v1.7.12';

/** Builds actionlint with Go once, into the user's cache. */
export function findActionlint(): Tool {
  const cache = process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache');
  const folder = join(
    cache,
    'golden-path-portal',
    `actionlint-${actionlintVersion}`,
  );
  const path = join(folder, 'actionlint');
  if (existsSync(path)) {
    return { path };
  }
  if (!runs('go', ['version'])) {
    return { path, missing: 'no Go on the PATH to build actionlint with' };
  }
  mkdirSync(folder, { recursive: true });
  const build = spawnSync(
    'go',
    [
      'install',
      `github.com/rhysd/actionlint/cmd/actionlint@${actionlintVersion}`,
    ],
    { env: { ...process.env, GOBIN: folder }, encoding: 'utf8' },
  );
  return build.status === 0
    ? { path }
    : {
        path,
        missing: `actionlint cannot be built: ${
          build.stderr.trim().split('\n').at(-1) ?? 'no message'
        }`,
      };
}

/** The npm on the PATH, if its registry answers. */
export function findNpm(): Tool {
  const path = 'npm';
  if (!runs(path, ['--version'])) {
    return { path, missing: 'no npm on the PATH' };
  }
  return runs(path, ['view', 'express@5.3.0', 'version'])
    ? { path }
    : { path, missing: 'the npm registry does not answer' };
}
