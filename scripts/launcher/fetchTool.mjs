// @ts-check
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { LaunchError } from './LaunchError.mjs';
import { adviceFor } from './adviceFor.mjs';
import { npmCommand } from './npmSettings.mjs';
import { runCommand } from './runCommand.mjs';

/**
 * Where Node and Yarn are kept for every checkout of this user.
 *
 * @param {NodeJS.ProcessEnv} env
 */
export function toolsDirectory(env) {
  const cache = env.XDG_CACHE_HOME || path.join(homedir(), '.cache');
  return path.join(cache, 'golden-path-portal', 'tools');
}

/** @param {string} directory */
function makeWritable(directory) {
  try {
    mkdirSync(directory, { recursive: true });
    return mkdtempSync(path.join(directory, 'fetching-'));
  } catch (error) {
    throw new LaunchError(
      `The folder ${directory} cannot be written: ${String(error)}`,
      'Set HOME to a folder of yours, or XDG_CACHE_HOME to a folder that can be written, then try again.',
    );
  }
}

/**
 * Puts an npm package into the tools folder and returns its folder; what is there already is kept. It is fetched
 * beside its place and moved there at the end, so that an interrupted fetch leaves nothing that looks complete.
 *
 * @param {string} specifier name and version
 * @param {{ root: string; env: NodeJS.ProcessEnv }} options
 */
export async function fetchTool(specifier, { root, env }) {
  const name = specifier.slice(0, specifier.lastIndexOf('@'));
  const place = path.join(toolsDirectory(env), specifier.replace('/', '+'));
  const packageDirectory = path.join(place, 'node_modules', name);
  if (existsSync(packageDirectory)) {
    return packageDirectory;
  }
  const temporary = makeWritable(toolsDirectory(env));
  try {
    // npm reads a project's settings from the folder that it installs into.
    if (existsSync(path.join(root, '.npmrc'))) {
      copyFileSync(path.join(root, '.npmrc'), path.join(temporary, '.npmrc'));
    }
    const result = await runCommand(
      // prettier-ignore
      [...npmCommand(env), 'install', specifier, '--prefix', temporary, '--location=project', '--ignore-scripts', '--no-save', '--no-package-lock', '--no-audit', '--no-fund', '--loglevel=error'],
      { cwd: temporary, env: withoutProjectOf(env) },
    );
    if (result.code !== 0) {
      throw new LaunchError(
        `npm could not fetch ${specifier}:\n${result.output.trim()}`,
        adviceFor(result.output),
      );
    }
    rmSync(path.join(temporary, '.npmrc'), { force: true });
    rmSync(place, { recursive: true, force: true });
    renameSync(temporary, place);
    return packageDirectory;
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}

/**
 * An outer `npm start` tells its children which project it runs in; an npm inside must not install there.
 *
 * @param {NodeJS.ProcessEnv} env
 */
function withoutProjectOf(env) {
  const {
    npm_config_local_prefix: _project,
    npm_config_prefix: _global,
    ...rest
  } = env;
  return rest;
}
