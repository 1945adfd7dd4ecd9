import assert from 'node:assert/strict';
import { it } from 'node:test';
import { advanceAnalysisRun } from './advanceAnalysisRun.ts';
import type { AnalysisRun } from './analysisRun.ts';

const metrics = [
  { name: 'success-rate', interval: '10s', count: 3, provider: {} },
  {
    name: 'latency-p95',
    interval: '10s',
    count: 3,
    failureLimit: 1,
    provider: {},
  },
];

function live(seconds: number, failing: string) {
  let run: AnalysisRun = { spec: { metrics } };
  for (let second = 0; second < seconds; second++) {
    const now = new Date(Date.parse('2026-01-05T09:00:00Z') + second * 1000);
    const status = advanceAnalysisRun(run, {
      fails: metric => metric === failing,
      now,
    });
    run = JSON.parse(JSON.stringify({ ...run, status }));
  }
  return run.status;
}

it('measures at each interval until it has measured often enough', () => {
  assert.equal(live(15, '')?.phase, 'Running');
  const status = live(30, '');
  assert.equal(status?.phase, 'Successful');
  assert.equal(status?.completedAt, '2026-01-05T09:00:20Z');
  assert.deepEqual(
    status?.metricResults?.map(({ name, phase, count, successful }) => [
      name,
      phase,
      count,
      successful,
    ]),
    [
      ['success-rate', 'Successful', 3, 3],
      ['latency-p95', 'Successful', 3, 3],
    ],
  );
  assert.equal(status?.metricResults?.[0].measurements?.length, 3);
});

it('ends with the first metric that passes its limit, and says which', () => {
  const strict = live(30, 'success-rate');
  assert.equal(strict?.phase, 'Failed');
  assert.equal(strict?.completedAt, '2026-01-05T09:00:00Z');
  assert.equal(
    strict?.message,
    'Metric "success-rate" assessed Failed due to failed (1) > failureLimit (0)',
  );
  assert.deepEqual(
    strict?.metricResults?.map(({ phase, failed }) => [phase, failed]),
    [
      ['Failed', 1],
      ['Successful', undefined],
    ],
  );
  assert.equal(
    live(30, 'latency-p95')?.message,
    'Metric "latency-p95" assessed Failed due to failed (2) > failureLimit (1)',
  );
});
