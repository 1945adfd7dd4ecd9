/**
 * Runs the suites of tests, one after the other, and ends with one line that counts them all. `scripts/test.mts` calls
 * it with a throw-away PostgreSQL and Kubernetes API server in the environment.
 */
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { formatElapsed } from '../launcher/progress.mjs';
import { runForeground } from '../launcher/runForeground.mjs';
import { root } from '../launcher/setUp.mjs';
import { jestSuite } from './jestSuite.mts';
import { nodeSuite } from './nodeSuite.mts';
import { playwrightSuite } from './playwrightSuite.mts';
import type { Suite, SuiteContext } from './Suite.mts';
import { summaryLine, sumTallies, type Tally } from './Tally.mts';

const suites: readonly Suite[] = [
  nodeSuite('scripts', 'Tests of the scripts', 'scripts/**/*.test.mts'),
  nodeSuite(
    'sandbox',
    'Tests of the sandbox',
    'packages/sandbox/src/**/*.test.ts',
  ),
  jestSuite,
  playwrightSuite,
  nodeSuite(
    'e2e',
    'Operations of a portal that is killed',
    'e2e/crash/**/*.test.mts',
  ),
];

const results = join(
  root,
  'node_modules',
  '.cache',
  'golden-path-portal',
  'test',
);

const context: SuiteContext = {
  root,
  results,
  run: (command, env = {}) =>
    runForeground([...command], {
      cwd: root,
      env: { ...process.env, ...env },
    }),
};

async function runSuite(suite: Suite): Promise<Tally> {
  console.log(`\n──── ${suite.title}`);
  const started = performance.now();
  const tally = await suite.run(context);
  const elapsed = formatElapsed(performance.now() - started);
  console.log(`──── ${suite.title}: ${summaryLine(tally)} (${elapsed})`);
  return tally;
}

await rm(results, { recursive: true, force: true });
await mkdir(results, { recursive: true });

const chosen = process.argv.slice(2);
const tallies: Tally[] = [];
for (const suite of suites) {
  if (!chosen.length || chosen.includes(suite.name)) {
    tallies.push(await runSuite(suite));
  }
}

const total = sumTallies(tallies);
if (total.skipped.length) {
  console.log('\nSkipped:');
  for (const { name, reason } of total.skipped) {
    console.log(`  ${name}: ${reason}`);
  }
}
console.log(`\n${summaryLine(total)}`);
process.exitCode = total.failed ? 1 : 0;
