import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { tallyOfJest } from './jestSuite.mts';
import { tallyOfPlaywright } from './playwrightSuite.mts';
import { skipSuite, summaryLine, sumTallies } from './Tally.mts';

test('all suites are summed in one line', () => {
  const unit = { passed: 10, failed: 1, skipped: [] };
  assert.equal(summaryLine(sumTallies([unit, unit])), '20 passed, 2 failed');
  assert.equal(
    summaryLine(sumTallies([unit, skipSuite('End-to-end', 'no Chromium')])),
    '10 passed, 1 failed, 1 skipped',
  );
});

test('Jest: a file that cannot be loaded is a failure, a skipped test is named', () => {
  assert.deepEqual(
    tallyOfJest({
      numPassedTests: 3,
      numFailedTests: 1,
      numRuntimeErrorTestSuites: 1,
      testResults: [
        {
          assertionResults: [
            { fullName: 'cost is read', status: 'passed' },
            { fullName: 'cost is streamed', status: 'pending' },
            {
              fullName: 'cost is billed (skipped: no bill)',
              status: 'pending',
            },
          ],
        },
      ],
    }),
    {
      passed: 3,
      failed: 2,
      skipped: [
        { name: 'cost is streamed', reason: 'skipped by the test' },
        { name: 'cost is billed', reason: 'no bill' },
      ],
    },
  );
});

test('Playwright: nested tests count, and so does a portal that does not start', () => {
  const run = (status: 'expected' | 'unexpected' | 'skipped') => ({
    status,
    annotations:
      status === 'skipped' ? [{ type: 'skip', description: 'no cluster' }] : [],
  });
  assert.deepEqual(
    tallyOfPlaywright({
      errors: [{ message: 'the portal did not start' }],
      suites: [
        {
          specs: [{ title: 'Ana signs in', tests: [run('expected')] }],
          suites: [
            {
              specs: [
                { title: 'Vic cannot create', tests: [run('unexpected')] },
                { title: 'a cluster is gone', tests: [run('skipped')] },
              ],
            },
          ],
        },
      ],
    }),
    {
      passed: 1,
      failed: 2,
      skipped: [{ name: 'a cluster is gone', reason: 'no cluster' }],
    },
  );
});

test('Node: tests of every file are counted, suites are not', async t => {
  const folder = await mkdtemp(join(tmpdir(), 'reporter-'));
  t.after(() => rm(folder, { recursive: true }));
  await writeFile(
    join(folder, 'sample.test.mjs'),
    `import { describe, test } from 'node:test';
     describe('a suite', () => {
       test('passes', () => {});
       test('fails', () => { throw new Error('no'); });
       test('waits', { skip: 'no cluster' }, () => {});
     });`,
  );
  const file = join(folder, 'tally.json');
  const { NODE_TEST_CONTEXT: _context, ...env } = process.env;
  spawnSync(
    process.execPath,
    [
      '--test',
      `--test-reporter=${join(import.meta.dirname, 'nodeReporter.mts')}`,
      `--test-reporter-destination=${file}`,
      'sample.test.mjs',
    ],
    { cwd: folder, env },
  );
  assert.deepEqual(JSON.parse(await readFile(file, 'utf8')), {
    passed: 1,
    failed: 1,
    skipped: [{ name: 'waits', reason: 'no cluster' }],
  });
});
