import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type {
  Application,
  OperationState,
  SyncOperation,
} from './application.ts';
import { automatedSync } from './automatedSync.ts';
import type { ComparedResource } from './comparison.ts';
import { syncErrors } from './syncErrors.ts';

const now = new Date('2026-01-05T09:00:10Z');
const sync: SyncOperation = { sync: { revision: 'main' } };
const spec: Application['spec'] = {
  project: 'default',
  source: { repoURL: 'https://github.com/acme/web' },
  destination: {},
};

describe('a sync by itself', () => {
  const automated: Application = {
    spec: { ...spec, syncPolicy: { automated: { selfHeal: true } } },
  };
  const compared: ComparedResource[] = [
    {
      reference: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' },
      status: 'OutOfSync',
    },
  ];
  const after = (
    phase: OperationState['phase'],
    revision: string,
    change: Partial<Application> = {},
  ): Application => ({
    ...automated,
    ...change,
    status: {
      operationState: {
        operation: sync,
        startedAt: '2026-01-05T09:00:00Z',
        phase,
        message: 'no',
        finishedAt: '2026-01-05T09:00:01Z',
        syncResult: { revision },
      },
    },
  });
  const rows: [string, Application, boolean][] = [
    ['at the first sight', automated, true],
    ['not where nobody wants it', { spec }, false],
    [
      'not while another is asked for',
      { ...automated, operation: sync },
      false,
    ],
    ['not while another runs', after('Running', 'c1'), false],
    [
      'not while another is being terminated',
      after('Terminating', 'c1'),
      false,
    ],
    ['of a new commit, after success', after('Succeeded', 'c1'), true],
    ['of a new commit, after a failure', after('Failed', 'c1'), true],
    ['not again of a commit that failed', after('Failed', 'c2'), false],
    ['again of a commit that somebody changed', after('Succeeded', 'c2'), true],
    [
      'not again of a commit where it may not heal',
      after('Succeeded', 'c2', {
        spec: { ...spec, syncPolicy: { automated: {} } },
      }),
      false,
    ],
  ];
  for (const [when, application, isWanted] of rows) {
    it(`is done ${when}`, () => {
      const commits = ['c2'];
      const operation = automatedSync({ application, compared, commits, now });
      assert.equal(Boolean(operation), isWanted);
    });
  }

  it('is repeated as the policy says, and heals only what differs', () => {
    const options = { compared, commits: ['c2'], now };
    const application = after('Succeeded', 'c2');
    assert.deepEqual(automatedSync({ ...options, application }), {
      initiatedBy: { automated: true },
      retry: { limit: 5 },
      sync: {
        revision: 'c2',
        prune: false,
        resources: [{ group: 'apps', kind: 'Deployment', name: 'web' }],
      },
    });
  });

  it('is said to have been given up', () => {
    assert.deepEqual(syncErrors(after('Failed', 'c2'), ['c2']), [
      {
        type: 'SyncError',
        message: 'Failed last sync attempt to [c2]: no',
      },
    ]);
    assert.deepEqual(syncErrors(after('Failed', 'c1'), ['c2']), []);
    assert.deepEqual(syncErrors(after('Failed', 'c2', { spec }), ['c2']), []);
  });
});
