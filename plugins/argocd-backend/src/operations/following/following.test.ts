import {
  OperationHarness,
  overlayOf,
  overlayPath,
} from '../../__testUtils__/OperationHarness';

const staging = { environment: 'staging', image: 'v1.9.0' };
const production = { environment: 'production', image: 'v1.9.0' };

function countSyncs({ argoCd }: OperationHarness): number {
  return argoCd.requests.filter(({ type }) => type === 'sync').length;
}

describe('following', () => {
  it('goes on with a later commit that has the image unchanged', async () => {
    const harness = OperationHarness.create();
    harness.repository.onCommit = () => {
      harness.repository.onCommit = () => {};
      harness.repository.push({ title: 'Other work', author: 'Ben' });
    };
    const run = await harness.run('deploy', staging);
    expect(run.messages.healthy).toBe('v1.9.0 runs, and it is healthy.');
  });

  it('says who was faster', async () => {
    const harness = OperationHarness.create();
    harness.repository.onCommit = () => {
      harness.repository.onCommit = () => {};
      harness.repository.push({
        files: { [overlayPath('staging')]: overlayOf('v2.0.0') },
        title: 'Deploy v2.0.0',
        author: 'Ben',
      });
      harness.repository.push({ title: 'Other work', author: 'Ana' });
    };
    await expect(harness.run('deploy', staging)).rejects.toThrow(
      /^Overtaken by [0-9a-f]{7} of Ben \(Deploy v2\.0\.0\): k8s\/overlays\/staging\/kustomization\.yaml asks for something else now\./,
    );
  });

  it('tells what the sync failed with', async () => {
    const harness = OperationHarness.create();
    harness.argoCd.syncFailure = 'no matches for kind Rolout';
    await expect(harness.run('deploy', staging)).rejects.toThrow(
      'The sync failed: no matches for kind Rolout',
    );
  });

  it('asks anew when a sync that failed is repeated', async () => {
    const harness = OperationHarness.create();
    const { details } = await harness.plan('deploy', production);
    const { phases } = harness.definition('deploy');
    const run = { id: 'op-1', kind: 'deploy', details };
    harness.argoCd.syncFailure = 'quota exceeded';
    await expect(harness.runPhases(phases, run)).rejects.toThrow(
      'quota exceeded',
    );
    expect(countSyncs(harness)).toBe(1);
    harness.argoCd.syncFailure = undefined;
    await harness.runPhases(phases, run);
    expect(countSyncs(harness)).toBe(2);
    expect(harness.repository.written).toHaveLength(1);
  });

  it('does not get in the way of a sync of somebody else', async () => {
    const harness = OperationHarness.create();
    const { details } = await harness.plan('deploy', production);
    harness.argoCd.change('orders-production', {
      operation: {
        state: 'running',
        startedAt: '2026-01-02T00:00:00Z',
        initiatedBy: 'ben',
        automated: false,
        isDryRun: false,
        revisions: [],
      },
    });
    await expect(
      harness.runPhases(harness.definition('deploy').phases, {
        id: 'op-1',
        kind: 'deploy',
        details,
      }),
    ).rejects.toThrow(
      'A sync started by ben is running since 2026-01-02T00:00:00Z on the application orders-production: wait until it has ended, or stop it.',
    );
  });

  it('tells the steps of a rollout', async () => {
    const harness = new OperationHarness();
    harness.argoCd.add({
      name: 'orders-staging',
      environment: 'staging',
      hasRollout: true,
    });
    harness.argoCd.readModel.rollouts.clear();
    const { details } = await harness.plan('deploy', staging);
    const steps = [
      { phase: 'Progressing' as const, step: 1, steps: 3, weight: 30 },
      { phase: 'Paused' as const, step: 2, steps: 3, weight: 30 },
    ];
    const [commit, merge, refresh, sync, ...rest] =
      harness.definition('deploy').phases;
    const run = { id: 'op-1', kind: 'deploy', details };
    const { outputs } = await harness.runPhases(
      [commit, merge, refresh, sync],
      run,
    );
    harness.argoCd.rolloutSteps = [...steps];
    const { reports, messages } = await harness.runPhases(rest, {
      ...run,
      outputs,
    });
    expect(reports).toEqual([
      'Step 1 of 3: 30 % of traffic.',
      'Step 2 of 3: 30 % of traffic. Waits until a person promotes it in Argo Rollouts.',
    ]);
    expect(messages.rollout).toBe('The rollout orders-staging is complete.');
  });

  it('fails with the cause when a rollout is aborted', async () => {
    const harness = new OperationHarness();
    harness.argoCd.add({
      name: 'orders-staging',
      environment: 'staging',
      hasRollout: true,
    });
    const { details } = await harness.plan('deploy', staging);
    const { phases } = harness.definition('deploy');
    const run = { id: 'op-1', kind: 'deploy', details };
    const { outputs } = await harness.runPhases(phases.slice(0, 4), run);
    harness.argoCd.rolloutSteps = [
      {
        phase: 'Degraded',
        aborted: true,
        analyses: [
          {
            name: 'error-rate',
            phase: 'Failed',
            metrics: [{ name: 'error-rate', phase: 'Failed', value: '[0.31]' }],
          },
        ],
      },
    ];
    await expect(
      harness.runPhases(phases.slice(4), { ...run, outputs }),
    ).rejects.toThrow(
      'The rollout orders-staging was aborted. The analysis error-rate failed: measured 0.31; the rollout was aborted. The version before gets all traffic.',
    );
  });

  it('fails with the deepest cause when it does not become healthy', async () => {
    const harness = OperationHarness.create({
      liveObjects: {
        get: async () => ({
          children: [
            {
              id: 'apps/ReplicaSet/orders/orders-1',
              group: 'apps',
              kind: 'ReplicaSet',
              namespace: 'orders',
              name: 'orders-1',
              health: 'Degraded',
              requiresPruning: false,
            },
            {
              id: '/Pod/orders/orders-1-a',
              parentId: 'apps/ReplicaSet/orders/orders-1',
              group: '',
              kind: 'Pod',
              namespace: 'orders',
              name: 'orders-1-a',
              health: 'Degraded',
              message: 'ImagePullBackOff: not found',
              requiresPruning: false,
            },
          ],
          events: [],
          sources: [],
        }),
      },
    });
    harness.argoCd.healthAfterSync = 'Degraded';
    await expect(harness.run('deploy', staging)).rejects.toThrow(
      /Pod orders-1-a.*ImagePullBackOff|image/i,
    );
    expect(harness.now).toBeLessThan(15 * 60_000);
  });

  it('gives up in time, with what it waits for', async () => {
    const harness = OperationHarness.create();
    harness.argoCd.isHeld = true;
    await expect(harness.run('deploy', staging)).rejects.toThrow(
      'Not done within 15 minutes. Argo CD has seen v1.9.0 and is about to apply it.',
    );
  });

  it('R14: waits while Argo CD is down', async () => {
    const harness = OperationHarness.create();
    const { details } = await harness.plan('deploy', staging);
    const { phases } = harness.definition('deploy');
    const run = { id: 'op-1', kind: 'deploy', details };
    const { outputs } = await harness.runPhases(phases.slice(0, 3), run);
    harness.argoCd.isDown = true;
    let waits = 0;
    harness.onWait = () => {
      waits += 1;
      harness.argoCd.isDown = waits < 5;
    };
    const { reports } = await harness.runPhases(phases.slice(3), {
      ...run,
      outputs,
    });
    expect(reports[0]).toBe('Argo CD main does not answer.');
  });

  it('stops at once when it is cancelled', async () => {
    const harness = OperationHarness.create();
    harness.argoCd.isHeld = true;
    let reads = 0;
    harness.onWait = () => {
      reads += 1;
      harness.abort.abort(new Error('cancelled'));
    };
    await expect(harness.run('deploy', staging)).rejects.toThrow('cancelled');
    expect(reads).toBe(1);
  });
});
