import {
  OperationHarness,
  overlayOf,
  overlayPath,
} from '../__testUtils__/OperationHarness';

const toStaging = { environment: 'staging', image: 'v1.9.0' };
const toProduction = { environment: 'production' };

describe('promote', () => {
  it('brings what the environment before runs', async () => {
    const harness = OperationHarness.create();
    const plan = await harness.plan('promote', toProduction);
    expect(plan).toMatchObject({
      title: 'Promote v1.8.2 to production',
      risk: 'high',
      confirmationText: 'orders',
      changes: [
        {
          from: 'ghcr.io/acme/orders:v1.8.0',
          to: 'ghcr.io/acme/orders:v1.8.2',
        },
      ],
    });
    expect(plan.summary).toContain('brings v1.8.2, which staging runs, to');
    await harness.run('promote', toProduction);
    expect(harness.repository.contentOf(overlayPath('production'))).toBe(
      overlayOf('v1.8.2'),
    );
  });

  it('warns of an environment before that does not work', async () => {
    const harness = OperationHarness.create();
    harness.argoCd.change('orders-staging', {
      application: { health: { status: 'Degraded' } },
    });
    const plan = await harness.plan('promote', toProduction);
    expect(plan.warnings).toContain('staging is Degraded with this version.');
  });

  it('makes another plan when the environment before runs another version', async () => {
    const harness = OperationHarness.create();
    const before = await harness.plan('promote', toProduction);
    await harness.run('deploy', toStaging);
    const after = await harness.plan('promote', toProduction);
    expect(after.decidedBy).not.toEqual(before.decidedBy);
    expect(after.title).toBe('Promote v1.9.0 to production');
  });

  it.each([
    ['development', 'Nothing can be promoted to development'],
    ['prodution', "There is no environment 'prodution'. Known environments:"],
  ])('refuses %s', async (environment, message) => {
    const harness = OperationHarness.create();
    await expect(harness.plan('promote', { environment })).rejects.toThrow(
      message,
    );
  });
});
