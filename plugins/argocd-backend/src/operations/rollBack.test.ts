import {
  OperationHarness,
  overlayOf,
  overlayPath,
} from '../__testUtils__/OperationHarness';

const toProduction = { environment: 'production' };

describe('roll-back', () => {
  async function deployedTwice() {
    const harness = OperationHarness.create();
    const first = harness.repository.head.sha;
    await harness.run('deploy', { ...toProduction, image: 'v1.9.0' });
    const second = harness.repository.head.sha;
    harness.argoCd.change('orders-production', {
      application: {
        history: [
          { id: 2, revision: second, automated: false },
          { id: 1, revision: first, automated: false },
        ],
      },
    });
    return harness;
  }

  it('writes what the overlay said at that time', async () => {
    const harness = await deployedTwice();
    const input = { ...toProduction, historyId: 1 };
    const plan = await harness.plan('roll-back', input);
    expect(plan).toMatchObject({
      title: 'Roll production back to v1.8.0',
      changes: [
        {
          from: 'ghcr.io/acme/orders:v1.9.0',
          to: 'ghcr.io/acme/orders:v1.8.0',
        },
      ],
    });
    const run = await harness.run('roll-back', input, 'op-2');
    expect(harness.repository.contentOf(overlayPath('production'))).toBe(
      overlayOf('v1.8.0'),
    );
    expect(run.messages.healthy).toBe('v1.8.0 runs, and it is healthy.');
  });

  it('refuses what is not in the history', async () => {
    const harness = await deployedTwice();
    await expect(
      harness.plan('roll-back', { ...toProduction, historyId: 7 }),
    ).rejects.toThrow('has no deployment 7. There are: 2, 1');
  });

  it('lets Argo CD do it where there is no overlay and it does not sync by itself', async () => {
    const harness = await deployedTwice();
    const { sources } = harness.argoCd.liveOf('orders-production');
    const helm = [{ ...sources[0], type: 'helm' as const }];
    harness.argoCd.change('orders-production', { sources: helm });
    const input = { ...toProduction, historyId: 1 };
    const plan = await harness.plan('roll-back', input);
    expect(plan.summary).toContain('It is made from a Helm chart.');
    expect(plan.warnings).toEqual([
      'Git still asks for the new version: the next sync brings it back.',
    ]);
    const run = await harness.run('roll-back', input, 'op-2');
    expect(harness.argoCd.requests.at(-1)).toMatchObject({
      type: 'rollback',
      body: { historyId: 1, operationId: 'op-2' },
    });
    expect(run.messages.commit).toContain('Nothing is written');

    harness.argoCd.change('orders-production', { isAutomated: true });
    await expect(harness.plan('roll-back', input)).rejects.toThrow(
      'because it syncs this application by itself and would bring the new version back',
    );
  });
});
