import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** Where a tool is, or why the tests that need it are skipped. */
export type FoundTool = { path: string } | { missing: string };

/** `it`, or `it.skip` when the tool is missing; the name of the test then says why. */
export function itWith(tool: FoundTool) {
  return (name: string, test: (path: string) => void, timeout?: number) => {
    if ('path' in tool) {
      it(name, () => test(tool.path), timeout);
    } else {
      it.skip(`${name} (${tool.missing})`, () => {});
    }
  };
}

function runs(command: string, args: string[]): boolean {
  return spawnSync(command, args, { stdio: 'ignore' }).status === 0;
}

/** The kubectl of `GOLDEN_PATH_TEST_KUBECTL`, or the one on the PATH. */
export function findKubectl(): FoundTool {
  const path = process.env.GOLDEN_PATH_TEST_KUBECTL ?? 'kubectl';
  return runs(path, ['version', '--client'])
    ? { path }
    : {
        missing: `'${path}' does not run: set GOLDEN_PATH_TEST_KUBECTL to a kubectl`,
      };
}

const actionlintVersion = 'v1.7.12';

/** Builds actionlint with Go once, into the user's cache. */
export function findActionlint(): FoundTool {
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
    return { missing: 'no Go on the PATH to build actionlint with' };
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
        missing: `actionlint cannot be built: ${
          build.stderr.trim().split('\n').at(-1) ?? 'no message'
        }`,
      };
}

/** The npm on the PATH, if its registry answers. */
export function findNpm(): FoundTool {
  if (!runs('npm', ['--version'])) {
    return { missing: 'no npm on the PATH' };
  }
  return runs('npm', ['view', 'express@5.3.0', 'version'])
    ? { path: 'npm' }
    : { missing: 'the npm registry does not answer' };
}
