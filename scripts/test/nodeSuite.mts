import { join } from 'node:path';
import { z } from 'zod';
import type { Suite } from './Suite.mts';
import { readResults } from './readResults.mts';
import { didNotRun } from './Tally.mts';

const tallySchema = z.object({
  passed: z.number(),
  failed: z.number(),
  skipped: z.array(z.object({ name: z.string(), reason: z.string() })),
});

/** Tests that run on Node itself, without a transform: the sandbox and the scripts. */
export function nodeSuite(name: string, title: string, pattern: string): Suite {
  return {
    name,
    title,
    async run({ root, results, run }) {
      const file = join(results, `${name}.json`);
      const code = await run([
        'node',
        '--test',
        '--test-reporter=spec',
        '--test-reporter-destination=stdout',
        `--test-reporter=${join(root, 'scripts/test/nodeReporter.mts')}`,
        `--test-reporter-destination=${file}`,
        pattern,
      ]);
      const tally = await readResults(file, tallySchema);
      // A file that cannot be loaded makes the runner fail without a failed test.
      return !tally || (code !== 0 && tally.failed === 0) ? didNotRun : tally;
    },
  };
}
