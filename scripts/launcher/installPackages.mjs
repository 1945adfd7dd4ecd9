// @ts-check
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { LaunchError } from './LaunchError.mjs';
import { adviceFor } from './adviceFor.mjs';
import { runCommand } from './runCommand.mjs';

/** @param {string} root */
function stampFile(root) {
  return path.join(
    root,
    'node_modules',
    '.cache',
    'golden-path-portal',
    'installed',
  );
}

/**
 * The files that decide what an install does.
 *
 * @param {string} root
 */
function inputs(root) {
  const manifests = ['packages', 'plugins'].flatMap(folder => {
    const directory = path.join(root, folder);
    const names = existsSync(directory) ? readdirSync(directory).sort() : [];
    return names.map(name => path.join(folder, name, 'package.json'));
  });
  return ['package.json', 'yarn.lock', '.yarnrc.yml', ...manifests].filter(
    file => existsSync(path.join(root, file)),
  );
}

/**
 * A hash of everything that decides what an install does.
 *
 * @param {string} root
 */
export function installStamp(root) {
  const hash = createHash('sha256');
  hash.update(`${process.platform}-${process.arch}`);
  for (const file of inputs(root)) {
    hash.update(`\0${file}\0`).update(readFileSync(path.join(root, file)));
  }
  return hash.digest('hex');
}

/** @param {string} root */
export function isInstalled(root) {
  const file = stampFile(root);
  return existsSync(file) && readFileSync(file, 'utf8') === installStamp(root);
}

/** @param {string} root */
export function rememberInstall(root) {
  const file = stampFile(root);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, installStamp(root));
}

/** Yarn's HTTP client dies now and then under load; a quieter second attempt goes through. */
const quieter = { YARN_HTTP_RETRY: '0', YARN_NETWORK_CONCURRENCY: '4' };

/**
 * Installs the packages exactly as yarn.lock says.
 *
 * @param {{ root: string; command: string[]; env: NodeJS.ProcessEnv; logFile: string; note?: (line: string) => void }} options
 */
export async function installPackages({ root, command, env, logFile, note }) {
  rmSync(stampFile(root), { force: true });
  rmSync(logFile, { force: true });
  const install = [...command, 'install', '--immutable'];
  const attempt = (/** @type {Record<string, string>} */ extra) =>
    runCommand(install, {
      cwd: root,
      env: { ...env, YARN_ENABLE_PROGRESS_BARS: 'false', ...extra },
      logFile,
    });

  let result = await attempt({});
  if (result.code !== 0 && !/YN0028/.test(result.output)) {
    note?.('  … the install stopped; trying once more with fewer connections');
    result = await attempt(quieter);
  }
  if (result.code !== 0) {
    const lines = result.output.trim().split('\n').slice(-15).join('\n');
    throw new LaunchError(
      `The packages could not be installed:\n${lines}\n(all of it: ${logFile})`,
      adviceFor(result.output),
    );
  }
  rememberInstall(root);
}
