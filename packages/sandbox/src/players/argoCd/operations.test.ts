import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type {
  Application,
  OperationState,
  SyncOperation,
} from './application.ts';
import { historyWith } from './applicationStatus.ts';
import { endedState } from './endedState.ts';
import { nextRetryAt } from './nextRetryAt.ts';
import { operationStep } from './operationStep.ts';
import { replayInfo } from './replayedSync.ts';
import { resourcesAfter } from './resourcesAfter.ts';

const now = new Date('2026-01-05T09:00:10Z');
const sync: SyncOperation = { sync: { revision: 'main' } };
const running: OperationState = {
  phase: 'Running',
  operation: sync,
  startedAt: '2026-01-05T09:00:00Z',
};
const spec: Application['spec'] = {
  project: 'default',
  source: { repoURL: 'https://github.com/acme/web' },
  destination: {},
};

describe('the next step of an operation', () => {
  const young = { ...running, startedAt: '2026-01-05T09:00:09Z' };
  const replay = { ...running, operation: { ...sync, info: [replayInfo] } };
  const failed = (finishedAt: string, retryCount: number): OperationState => ({
    ...running,
    operation: { ...sync, retry: { limit: 3 } },
    finishedAt,
    retryCount,
  });
  const steps: [string, OperationState | undefined, boolean, string][] = [
    ['nothing is asked for', undefined, false, 'none'],
    ['the first is asked for', undefined, true, 'begin'],
    ['one is over', { ...running, phase: 'Succeeded' }, false, 'none'],
    [
      'one is over, another asked for',
      { ...running, phase: 'Error' },
      true,
      'begin',
    ],
    ['one has just begun', young, true, 'wait'],
    ['one has run long enough', running, true, 'sync'],
    ['somebody has taken the request away', running, false, 'none'],
    ['nobody asked for it, and it was cut off', replay, false, 'sync'],
    ['it is to be terminated', { ...young, phase: 'Terminating' }, true, 'end'],
    [
      'it waits to be repeated',
      failed('2026-01-05T09:00:01Z', 1),
      true,
      'wait',
    ],
    [
      'it is time to repeat it',
      failed('2026-01-05T09:00:00Z', 1),
      true,
      'retry',
    ],
  ];
  for (const [when, operationState, isAsked, step] of steps) {
    it(`is "${step}" when ${when}`, () => {
      const application = {
        ...(isAsked ? { operation: sync } : {}),
        status: { operationState },
      };
      assert.equal(operationStep(application, now), step);
    });
  }
});

describe('the state after an attempt', () => {
  const failed: OperationState = {
    ...running,
    phase: 'Failed',
    message: 'no',
    operation: { ...sync, retry: { limit: 1 } },
  };
  const finishedAt = '2026-01-05T09:00:10Z';
  const rows: [string, OperationState, boolean, Partial<OperationState>][] = [
    [
      'success',
      { ...running, phase: 'Succeeded' },
      false,
      { phase: 'Succeeded' },
    ],
    [
      'failure',
      { ...failed, operation: sync },
      false,
      { phase: 'Failed', message: 'no' },
    ],
    [
      'failure that is repeated',
      failed,
      false,
      {
        phase: 'Running',
        retryCount: 1,
        message: 'no. Retrying attempt #1 at 9:00AM.',
      },
    ],
    [
      'failure that was repeated often enough',
      { ...failed, retryCount: 1 },
      false,
      { phase: 'Failed', message: 'no (retried 1 times).' },
    ],
    ['termination', failed, true, { phase: 'Failed', message: 'no' }],
  ];
  for (const [what, state, isTerminated, expected] of rows) {
    it(`tells of a ${what}`, () => {
      assert.deepEqual(endedState(state, { now, isTerminated }), {
        ...state,
        finishedAt,
        ...expected,
      });
    });
  }
});

it('repeats after ever longer, up to a limit', () => {
  const after = (retry: SyncOperation['retry'], count: number) =>
    (nextRetryAt(retry, now, count).getTime() - now.getTime()) / 1000;
  assert.deepEqual(
    [0, 1, 2, 9].map(count => after(undefined, count)),
    [5, 10, 20, 180],
  );
  const backoff = { duration: '1m30s', factor: 3, maxDuration: '1h' };
  assert.deepEqual(
    [0, 1, 9].map(count => after({ backoff }, count)),
    [90, 270, 3600],
  );
  assert.equal(after({ backoff: { duration: '7' } }, 0), 7);
});

describe('the history', () => {
  const ended: OperationState = {
    ...running,
    phase: 'Succeeded',
    finishedAt: '2026-01-05T09:00:10Z',
    operation: { ...sync, initiatedBy: { username: 'ana' } },
    syncResult: { revision: 'c2', source: spec.source, resources: [] },
  };
  const first = { id: 4, revision: 'c1', deployedAt: '2026-01-01T09:00:00Z' };
  const application: Application = { spec, status: { history: [first] } };
  const rows: [string, Partial<OperationState>, number[]][] = [
    ['a sync', {}, [4, 5]],
    ['one that failed', { phase: 'Failed' }, [4]],
    ['a dry run', { operation: { sync: { dryRun: true } } }, [4]],
    [
      'a sync of some objects',
      {
        operation: { sync: { resources: [{ kind: 'Service', name: 'web' }] } },
      },
      [4],
    ],
    ['what ran before', { operation: { info: [replayInfo] } }, [4]],
  ];
  for (const [what, state, ids] of rows) {
    it(`has ${ids.length} entries after ${what}`, () => {
      const history = historyWith(application, { ...ended, ...state });
      assert.deepEqual(
        history?.map(({ id }) => id),
        ids,
      );
    });
  }

  it('tells who, what and when, and forgets what is beyond its limit', () => {
    const short = {
      ...application,
      spec: { ...spec, revisionHistoryLimit: 1 },
    };
    assert.deepEqual(historyWith(short, ended), [
      {
        id: 5,
        revision: 'c2',
        source: spec.source,
        deployStartedAt: '2026-01-05T09:00:00Z',
        deployedAt: '2026-01-05T09:00:10Z',
        initiatedBy: { username: 'ana' },
      },
    ]);
  });
});

it('lists what a sync has made, until the next comparison', () => {
  const known = { version: 'v1', kind: 'ConfigMap', namespace: 'a', name: 'x' };
  const made = (name: string, status: 'Synced' | 'SyncFailed' = 'Synced') => ({
    ...known,
    group: '',
    name,
    status,
    syncPhase: 'Sync' as const,
    message: '',
  });
  const status = { resources: [{ ...known, status: 'OutOfSync' as const }] };
  const resources = [made('x'), made('y'), made('z', 'SyncFailed')];
  const state = { ...running, syncResult: { resources } };
  assert.deepEqual(resourcesAfter({ status }, state), [
    ...status.resources,
    { ...known, name: 'y', status: 'Synced' },
  ]);
  const operation = { sync: { dryRun: true } };
  assert.equal(resourcesAfter({ status }, { ...state, operation }), undefined);
});
