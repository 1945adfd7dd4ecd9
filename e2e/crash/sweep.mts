/**
 * Kills the portal at every point of all kinds, and writes what came of it into the README:
 *
 *     node packages/sandbox/src/index.ts test-environment -- node e2e/crash/sweep.mts [seed]
 */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { partsOfMachine } from './partsOfMachine.mts';
import { resultsTable } from './resultsTable.mts';
import { runSweep } from './runSweep.mts';

const readme = join(import.meta.dirname, 'README.md');

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

const parts = partsOfMachine();
if (typeof parts === 'string') {
  throw new Error(parts);
}
const startedAt = performance.now();
const report = await runSweep({
  ...parts,
  seed: Number(process.argv[2] ?? 1),
  services: [3, 3, 2],
  pointsOfRun: 3,
  // The portal gives up on its database after three seconds.
  graceMilliseconds: 1_500,
  log: message => {
    const seconds = ((performance.now() - startedAt) / 1000).toFixed(0);
    print(`${seconds.padStart(5)} s  ${message}`);
  },
});
const table = resultsTable(report);
print(`\n${table}`);
report.problems.forEach(print);
const text = await readFile(readme, 'utf8');
await writeFile(
  readme,
  text.replace(
    /(<!-- results -->\n)[\s\S]*(\n<!-- end of results -->)/,
    (_, begin, end) => `${begin}\n${table}\n${end}`,
  ),
);
const isWrong = report.runs.some(({ problems }) => problems.length > 0);
process.exitCode = isWrong || report.problems.length > 0 ? 1 : 0;
