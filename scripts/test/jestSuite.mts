import { join } from 'node:path';
import { z } from 'zod';
import type { Suite } from './Suite.mts';
import { readResults } from './readResults.mts';
import { didNotRun, type SkippedTest, type Tally } from './Tally.mts';

const resultsSchema = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numRuntimeErrorTestSuites: z.number(),
  testResults: z.array(
    z.object({
      assertionResults: z.array(
        z.object({ fullName: z.string(), status: z.string() }),
      ),
    }),
  ),
});

/** Jest keeps no reason, so our tests end their name with it: `… (skipped: no Go on the PATH)`. */
function describeSkipped(fullName: string): SkippedTest {
  const [, name, reason] = /^(.*?)\s*\(skipped: (.*)\)$/.exec(fullName) ?? [];
  return { name: name ?? fullName, reason: reason ?? 'skipped by the test' };
}

/** Reads what Jest wrote; a file that could not be loaded counts as one failure. */
export function tallyOfJest(results: z.infer<typeof resultsSchema>): Tally {
  return {
    passed: results.numPassedTests,
    failed: results.numFailedTests + results.numRuntimeErrorTestSuites,
    skipped: results.testResults
      .flatMap(file => file.assertionResults)
      .filter(({ status }) => ['pending', 'todo'].includes(status))
      .map(({ fullName }) => describeSkipped(fullName)),
  };
}

/** The unit and plugin tests of every package that Backstage's test runner runs. */
export const jestSuite: Suite = {
  name: 'unit',
  title: 'Unit and plugin tests',
  async run({ results, run }) {
    const file = join(results, 'jest.json');
    await run(
      // prettier-ignore
      ['backstage-cli', 'repo', 'test', '--json', '--outputFile', file, '--maxWorkers=2'],
      { CI: 'true', BACKSTAGE_TEST_DISABLE_DOCKER: '1' },
    );
    const found = await readResults(file, resultsSchema);
    return found ? tallyOfJest(found) : didNotRun;
  },
};
