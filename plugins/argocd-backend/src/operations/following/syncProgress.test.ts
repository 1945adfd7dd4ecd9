import type { LiveOperation } from '../../client/LiveApplication';
import { applicationOf } from '../../__testUtils__/FakeApplications';
import { syncProgress, type SyncSituation } from './syncProgress';

const operation = (values: Partial<LiveOperation>): LiveOperation => ({
  state: 'succeeded',
  automated: true,
  isDryRun: false,
  revisions: ['new'],
  ...values,
});

function situation(values: {
  compared?: string;
  sync?: 'Synced' | 'OutOfSync';
  operation?: LiveOperation;
  isAutomated?: boolean;
}): SyncSituation {
  const { compared = 'new', sync = 'OutOfSync', isAutomated = true } = values;
  return {
    live: {
      application: applicationOf({ sync: { status: sync } }),
      isAutomated,
      operation: values.operation,
      sources: [
        {
          repositoryUrl: '',
          targetRevision: 'HEAD',
          type: 'kustomize',
          overridesImages: false,
          revision: compared,
        },
      ],
    },
    sourceIndex: 0,
    isWanted: revision => revision === 'new',
    version: 'v2',
  };
}

describe('syncProgress', () => {
  it.each<[Parameters<typeof situation>[0], string, string]>([
    [{ compared: 'old', sync: 'Synced' }, 'waiting', 'has not seen v2 yet'],
    [{}, 'waiting', 'about to apply it'],
    [{ isAutomated: false }, 'waiting', 'v2 waits for a sync'],
    [
      { operation: operation({ state: 'requested' }) },
      'waiting',
      'Waits for Argo CD to begin with v2',
    ],
    [{ operation: operation({ state: 'running' }) }, 'waiting', 'applies v2'],
    [
      { operation: operation({ state: 'running', revisions: ['old'] }) },
      'waiting',
      'Another sync is running',
    ],
    // While its hooks run, the objects are as Git says already.
    [
      { sync: 'Synced', operation: operation({ state: 'running' }) },
      'waiting',
      'applies v2',
    ],
    [{ sync: 'Synced' }, 'done', 'The cluster has v2.'],
    [{ operation: operation({}) }, 'done', 'The cluster has v2.'],
    // It syncs when it is asked to: what it is compared with does not matter.
    [
      { compared: 'later', isAutomated: false, operation: operation({}) },
      'done',
      'The cluster has v2',
    ],
    [
      { operation: operation({ state: 'failed', message: 'no such kind' }) },
      'failed',
      'The sync failed: no such kind',
    ],
    [
      { operation: operation({ state: 'failed', revisions: ['old'] }) },
      'waiting',
      'about to apply it',
    ],
    // It failed, and what it did is enough.
    [
      { sync: 'Synced', operation: operation({ state: 'failed' }) },
      'done',
      'The cluster has v2',
    ],
    [{ operation: operation({ isDryRun: true }) }, 'waiting', 'about to apply'],
  ])('%j: %s', (values, type, message) => {
    expect(syncProgress(situation(values))).toEqual({
      type,
      message: expect.stringContaining(message),
    });
  });
});
