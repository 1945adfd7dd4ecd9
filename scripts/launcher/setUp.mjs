// @ts-check
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { toolsDirectory } from './fetchTool.mjs';
import { findNode } from './findNode.mjs';
import { findYarn } from './findYarn.mjs';
import { installPackages, isInstalled } from './installPackages.mjs';
import { readNpmSettings } from './npmSettings.mjs';
import { showElapsed } from './progress.mjs';
import { scopesWithOwnRegistry, yarnEnvironment } from './yarnEnvironment.mjs';

export const root = path.resolve(
  path.dirname(fileURLToPath(import.meta.url)),
  '..',
  '..',
);

/**
 * npm takes certificates as text too; Yarn only as a file.
 *
 * @param {unknown} certificates
 * @param {string} directory
 */
function writeCertificates(certificates, directory) {
  const pem = [certificates].flat().filter(Boolean).join('\n');
  if (!pem) {
    return undefined;
  }
  const file = path.join(directory, 'npm-ca.pem');
  writeFileSync(file, `${pem}\n`);
  return file;
}

/**
 * The folder with the command `yarn`: npm links it there, executable, which the file in the package itself is not.
 *
 * @param {string} yarn the program, in the package's own folder
 */
function commandsDirectory(yarn) {
  return path.resolve(yarn, '..', '..', '..', '..', '.bin');
}

/** @param {{ yarn: string; node: string; env: NodeJS.ProcessEnv }} options */
async function install({ yarn, node, env }) {
  const settings = await readNpmSettings({ root, env });
  const scopes = scopesWithOwnRegistry(settings);
  const note = (/** @type {string} */ line) =>
    process.stderr.write(`${line}\n`);
  if (scopes.length) {
    note(
      `  ! npm reads ${scopes.join(
        ', ',
      )} from a registry of its own. Yarn takes that from ~/.yarnrc.yml only (key npmScopes).`,
    );
  }
  const directory = path.dirname(toolsDirectory(env));
  mkdirSync(directory, { recursive: true });
  const certificateFile = writeCertificates(settings.ca, directory);
  await installPackages({
    root,
    command: [node, yarn],
    env: { ...env, ...yarnEnvironment(settings, { env, certificateFile }) },
    logFile: path.join(directory, 'install.log'),
    note,
  });
}

/**
 * Makes the checkout ready to run with nothing but some Node and npm on the machine: the right Node, Yarn and all
 * packages. What is there already is kept, so a second call takes a moment.
 *
 * @returns {Promise<{ node: string; env: NodeJS.ProcessEnv }>} the Node to use, and the environment to use it in
 */
export async function setUp() {
  const options = { root, env: process.env };
  const { node, fetched } = await showElapsed('Node', () => findNode(options), {
    describe: found =>
      `${found.version}${found.fetched ? ' from npm' : ', the installed one'}`,
  });
  const yarn = await showElapsed('Yarn', () => findYarn(options));
  const env = {
    ...process.env,
    PATH: [
      // The folder of an installed Node holds other commands too, and may not jump the user's order.
      ...(fetched ? [path.dirname(node)] : []),
      commandsDirectory(yarn),
      path.join(root, 'node_modules', '.bin'),
      process.env.PATH,
    ].join(path.delimiter),
  };
  await showElapsed(
    'Packages',
    async () => {
      if (isInstalled(root)) {
        return 'unchanged';
      }
      await install({ yarn, node, env });
      return 'installed';
    },
    { describe: state => state },
  );
  return { node, env };
}
