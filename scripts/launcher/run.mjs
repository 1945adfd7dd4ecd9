// @ts-check
/**
 * Runs a command of the project on a machine that may have nothing but some Node (18 or newer) and npm:
 *
 *     node scripts/launcher/run.mjs <command> [arguments]
 *
 * It first makes the checkout ready; `node`, `yarn` and the packages' commands are then the right ones.
 */
import { LaunchError } from './LaunchError.mjs';
import { runForeground } from './runForeground.mjs';
import { root, setUp } from './setUp.mjs';

async function main() {
  const { node, env } = await setUp();
  const [command, ...args] = process.argv.slice(2);
  return runForeground([command === 'node' ? node : command, ...args], {
    cwd: root,
    env,
  });
}

try {
  process.exitCode = await main();
} catch (error) {
  if (!(error instanceof LaunchError)) {
    throw error;
  }
  process.stderr.write(`\n${error.message}\n\nWhat to do: ${error.advice}\n`);
  process.exitCode = 1;
}
