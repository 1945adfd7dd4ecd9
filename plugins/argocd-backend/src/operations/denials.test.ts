import {
  ordersEntity,
  OperationHarness,
} from '../__testUtils__/OperationHarness';

const toStaging = { environment: 'staging', image: 'v1.9.0' };
const toProduction = { environment: 'production' };

describe('who may not', () => {
  const kinds: [string, object][] = [
    ['refresh', {}],
    ['sync', {}],
    ['terminate-sync', {}],
    ['deploy', { image: 'v1.9.0' }],
    ['promote', {}],
    ['roll-back', { historyId: 1 }],
  ];

  it.each(kinds)(
    'S8: %s refuses what is not confirmed, and tells nothing of it',
    async (kind, input) => {
      const harness = OperationHarness.create();
      harness.argoCd.change('orders-production', {
        application: { entityRef: 'component:default/payments' },
      });
      const readBranch = jest.spyOn(harness.repository, 'readBranch');
      await expect(
        harness.plan(kind, { ...toProduction, ...input }),
      ).rejects.toThrow(
        'orders-production may not be changed from here. Its annotation backstage.io/entity-ref names component:default/payments.',
      );
      expect(readBranch).not.toHaveBeenCalled();
    },
  );

  it.each(kinds)(
    'S2: %s finds nothing beside the applications of the entity',
    async (kind, input) => {
      const harness = OperationHarness.create();
      harness.argoCd.add({
        name: 'payments-production',
        environment: 'production',
        entityRef: 'component:default/payments',
      });
      const entity = {
        ...ordersEntity,
        metadata: {
          ...ordersEntity.metadata,
          annotations: { 'argocd/app-name': 'orders-production' },
        },
      };
      for (const application of ['payments-production', '..%2Fclusters']) {
        await expect(
          harness.plan(
            kind,
            { ...toProduction, ...input, application },
            entity,
          ),
        ).rejects.toThrow('has no application');
      }
      expect(harness.argoCd.requests).toEqual([]);
    },
  );

  it('S8: promotes nothing from an application that only claims to be of the service', async () => {
    const harness = OperationHarness.create();
    harness.argoCd.change('orders-staging', {
      application: { entityRef: 'component:default/payments' },
    });
    await expect(harness.plan('promote', toProduction)).rejects.toThrow(
      'orders-staging may not be changed from here',
    );
  });

  it('S8: does not write the folder that an application of somebody else is made from', async () => {
    const harness = OperationHarness.create();
    harness.argoCd.add({
      name: 'payments-staging',
      environment: 'staging',
      labels: { environment: 'staging' },
      entityRef: 'component:default/payments',
    });
    await expect(harness.plan('deploy', toStaging)).rejects.toThrow(
      'The application payments-staging of another service is made from acme/orders/k8s/overlays/staging/kustomization.yaml, too',
    );
  });

  it.each(kinds)('%s is switched off where the configuration says so', kind => {
    const { definition } = {
      definition: OperationHarness.create({ readOnly: true }).definition(kind),
    };
    expect(definition.disabledReason?.()).toContain('argocd.readOnly is true');
    expect(
      OperationHarness.create().definition(kind).disabledReason?.(),
    ).toBeUndefined();
  });
});
