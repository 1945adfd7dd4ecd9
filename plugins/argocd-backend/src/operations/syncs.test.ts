import type { LiveOperation } from '../client/LiveApplication';
import { Crash, OperationHarness } from '../__testUtils__/OperationHarness';

const staging = { environment: 'staging' };

const running: LiveOperation = {
  state: 'running',
  startedAt: '2026-01-02T00:00:00Z',
  initiatedBy: 'ben',
  automated: false,
  isDryRun: false,
  revisions: [],
};

describe('refresh', () => {
  it('lets Argo CD compare, and says what came of it', async () => {
    const harness = OperationHarness.create();
    const plan = await harness.plan('refresh', staging);
    expect(plan).toMatchObject({
      title: 'Refresh orders-staging',
      changes: [],
      decidedBy: {},
    });
    const { messages } = await harness.run('refresh', staging);
    expect(messages).toEqual({ refresh: 'Compared with Git: Synced.' });
  });

  it('waits for the comparison, and not for ever', async () => {
    const harness = OperationHarness.create();
    harness.argoCd.refresh = async () =>
      harness.argoCd.change('orders-staging', { awaitsRefresh: true });
    await expect(harness.run('refresh', staging)).rejects.toThrow(
      'has not compared orders-staging within 3 minutes',
    );
  });
});

describe('sync', () => {
  const objects = [
    ['Deployment', 'OutOfSync' as const, false],
    ['ConfigMap', 'OutOfSync' as const, true],
    ['Service', 'Synced' as const, false],
  ] as const;

  function withDifferences() {
    const harness = OperationHarness.create();
    harness.argoCd.change('orders-staging', {
      application: {
        sync: { status: 'OutOfSync' },
        resources: objects.map(([kind, sync, requiresPruning]) => ({
          group: '',
          kind,
          namespace: 'orders',
          name: 'orders',
          sync,
          requiresPruning,
        })),
      },
    });
    return harness;
  }

  it('shows which objects differ', async () => {
    const harness = withDifferences();
    const plan = await harness.plan('sync', staging);
    expect(plan).toMatchObject({
      title: 'Sync orders-staging',
      risk: 'medium',
      changes: [
        {
          subject: 'Deployment orders',
          from: 'differs from Git',
          to: 'as in Git',
        },
      ],
      warnings: [
        '1 objects that Git no longer has stay: sync with prune to delete them.',
      ],
    });
    const pruning = await harness.plan('sync', { ...staging, prune: true });
    expect(pruning.changes).toContainEqual({
      subject: 'ConfigMap orders',
      from: 'exists',
    });
    expect(pruning.warnings).toEqual([
      '1 objects are deleted, with what they hold.',
    ]);
  });

  it('asks for it once, with who asked', async () => {
    const harness = withDifferences();
    const input = { ...staging, prune: true };
    const { messages } = await harness.run('sync', input);
    expect(messages).toEqual({ sync: 'Synced.' });
    expect(harness.argoCd.requests).toEqual([
      {
        type: 'sync',
        body: {
          name: 'orders-staging',
          operationId: 'op-1',
          requestedBy: 'user:default/ana',
          prune: true,
          dryRun: false,
        },
      },
    ]);
  });

  it('R10: is asked for once when the process dies', async () => {
    for (const when of ['before', 'after'] as const) {
      const harness = withDifferences();
      harness.crashAt(1, when);
      await expect(harness.run('sync', staging)).rejects.toThrow(Crash);
      await harness.run('sync', staging);
      expect(harness.argoCd.requests).toHaveLength(1);
    }
  });

  it('tries it in production without typing the name', async () => {
    const harness = OperationHarness.create();
    const input = { environment: 'production', dryRun: true };
    const plan = await harness.plan('sync', input);
    expect(plan).toMatchObject({ risk: 'low', confirmationText: undefined });
    const { messages } = await harness.run('sync', input);
    expect(messages.sync).toContain('nothing was changed');
  });

  it('says who syncs at the moment', async () => {
    const harness = OperationHarness.create();
    harness.argoCd.change('orders-staging', { operation: running });
    await expect(harness.plan('sync', staging)).rejects.toThrow(
      'A sync started by ben is running since 2026-01-02T00:00:00Z on the application orders-staging',
    );
  });

  it('says what it failed with', async () => {
    const harness = OperationHarness.create();
    harness.argoCd.syncFailure = 'denied by the policy';
    await expect(harness.run('sync', staging)).rejects.toThrow(
      'The sync failed: denied by the policy',
    );
  });

  it('says so when another sync takes its place', async () => {
    const harness = OperationHarness.create();
    harness.argoCd.isHeld = true;
    harness.onWait = () =>
      harness.argoCd.change('orders-staging', { operation: running });
    await expect(harness.run('sync', staging)).rejects.toThrow(
      'Another sync has taken its place',
    );
  });

  it('asks which application where there are several', async () => {
    const harness = OperationHarness.create();
    await expect(harness.plan('sync', {})).rejects.toThrow(
      'There are: orders-development (development), orders-staging (staging), orders-production (production)',
    );
  });
});

describe('terminate-sync', () => {
  it('stops the sync that was seen, and waits for its end', async () => {
    const harness = OperationHarness.create();
    harness.argoCd.change('orders-staging', { operation: running });
    const plan = await harness.plan('terminate-sync', staging);
    expect(plan).toMatchObject({
      changes: [{ subject: 'Sync of ben', from: 'running', to: 'stopped' }],
      nothingToDo: undefined,
      decidedBy: { startedAt: running.startedAt },
    });
    const { messages } = await harness.run('terminate-sync', staging);
    expect(messages).toEqual({ terminate: 'The sync has ended.' });
    expect(harness.argoCd.requests).toEqual([
      { type: 'terminate', body: { startedAt: running.startedAt } },
    ]);
  });

  it('has nothing to do where none runs', async () => {
    const harness = OperationHarness.create();
    const plan = await harness.plan('terminate-sync', staging);
    expect(plan.nothingToDo).toBe('No sync of orders-staging runs.');
  });
});
