// @ts-check
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { LaunchError } from './LaunchError.mjs';
import { runCommand } from './runCommand.mjs';

/**
 * npm as the user calls it: the one that runs this script, else the one on the PATH. Another npm may read other
 * settings, because the place of the global npmrc depends on it.
 *
 * @param {NodeJS.ProcessEnv} env
 */
export function npmCommand(env) {
  const running = env.npm_execpath ?? '';
  return path.basename(running) === 'npm-cli.js'
    ? [process.execPath, running]
    : ['npm'];
}

/**
 * The lines of an npmrc that carry credentials. npm never prints these, so they are read from its files.
 *
 * @param {string} text
 * @param {NodeJS.ProcessEnv} env for `${NAME}` in values
 * @returns {Record<string, string>}
 */
export function readCredentialLines(text, env) {
  /** @type {Record<string, string>} */
  const credentials = {};
  for (const line of text.split(/\r?\n/)) {
    const match = /^\s*(\/\/[^=\s]+:_(?:authToken|auth))\s*=\s*(.*?)\s*$/.exec(
      line,
    );
    if (match) {
      const value = match[2].replace(/^(["'])(.*)\1$/, '$2');
      credentials[match[1]] = value.replace(
        /\$\{([^}?]+)\??\}/g,
        (reference, name) => env[name] ?? reference,
      );
    }
  }
  return credentials;
}

/** @param {string | undefined} file */
function readIfThere(file) {
  try {
    return file ? readFileSync(file, 'utf8') : '';
  } catch {
    // A settings file that is absent or unreadable holds no credentials for us: npm treats it the same way.
    return '';
  }
}

/**
 * npm's settings as they apply in the project folder, credentials included.
 *
 * @param {{ root: string; env: NodeJS.ProcessEnv }} options
 * @returns {Promise<Record<string, unknown>>}
 */
export async function readNpmSettings({ root, env }) {
  const result = await runCommand(
    [...npmCommand(env), 'config', 'list', '--json'],
    { cwd: root, env },
  ).catch(error => {
    throw new LaunchError(
      `npm could not be run: ${error.message}`,
      'Install npm beside Node, or put it on the PATH, then try again.',
    );
  });
  if (result.code !== 0) {
    throw new LaunchError(
      `"npm config list" failed:\n${result.output.trim()}`,
      'Correct the npm settings (~/.npmrc, .npmrc or NPM_CONFIG_* variables), then try again.',
    );
  }
  const settings = JSON.parse(result.stdout);
  // In npm's order of precedence: the project's file beats the user's, which beats the global one.
  for (const file of [
    settings.globalconfig,
    settings.userconfig,
    path.join(root, '.npmrc'),
  ]) {
    Object.assign(settings, readCredentialLines(readIfThere(file), env));
  }
  return settings;
}
