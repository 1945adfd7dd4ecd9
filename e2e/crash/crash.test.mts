import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { describePoint } from './CrashPoint.mts';
import { partsOfMachine } from './partsOfMachine.mts';
import { hitPoints } from './resultsTable.mts';
import { runSweep } from './runSweep.mts';

const parts = partsOfMachine();
const seed = Number(process.env.CRASH_SEED ?? 5);

describe('a portal that is killed while it deploys', () => {
  it(
    `R10: leaves each operation done once, at points of the seed ${seed}`,
    { skip: typeof parts === 'string' ? parts : false, timeout: 600_000 },
    async t => {
      assert(typeof parts === 'object');
      const { runs, kills, problems } = await runSweep({
        ...parts,
        seed,
        services: [1, 1, 1],
        pointsOfKind: 3,
        pointsOfRun: 3,
        graceMilliseconds: 1_000,
        log: message => t.diagnostic(message),
      });
      const wrong = runs.flatMap(run =>
        run.problems.map(
          problem =>
            `${run.kind} ${hitPoints(run)
              .map(describePoint)
              .join(', ')}: ${problem}`,
        ),
      );
      assert.deepEqual([...wrong, ...problems], []);
      // Five kinds of operations with three points each.
      assert.equal(runs.flatMap(hitPoints).length, 15);
      assert(kills > 0);
    },
  );
});
