import type { JsonObject } from '@backstage/types';
import { createStand, names } from '../../__testUtils__/creationStand';

describe('create-applications', () => {
  it('D35: makes an application for each environment', async () => {
    const stand = createStand();
    const plan = await stand.plan();
    expect(plan).toMatchObject({
      title: 'Make 3 applications of invoice-service',
      confirmation: { confirmed: true, by: 'ownership' },
      changes: [
        {
          subject: 'Application invoice-service-development',
          to: 'k8s/overlays/development to namespace orders-development, follows Git',
        },
        {},
        {
          to: 'k8s/overlays/production to namespace orders-production, waits for a promotion',
        },
      ],
    });
    await stand.run();
    expect([...stand.manifests.keys()]).toEqual(names);
    expect(
      stand.manifests.get('invoice-service-staging')?.spec.destination,
    ).toEqual({
      server: 'https://remote.example.com',
      namespace: 'orders-staging',
    });
  });

  it('makes one with exactly the name without environments', async () => {
    const stand = createStand();
    await stand.run({
      environments: [],
      instance: 'main',
      namespace: 'orders-qa',
    });
    expect(stand.manifests.get('invoice-service')?.spec).toMatchObject({
      source: { path: 'k8s/overlays' },
      destination: { namespace: 'orders-qa' },
    });
    await expect(stand.plan({ environments: [] })).rejects.toThrow(
      'Say where the application goes',
    );
  });

  it('R10: changes nothing when it runs again', async () => {
    const stand = createStand();
    await stand.run();
    const before = structuredClone([...stand.manifests]);
    await stand.run();
    expect([...stand.manifests]).toEqual(before);
  });

  it.each([
    ['another entity', { entityRef: 'component:default/other' }],
    ['no entity', { entityRef: undefined }],
    ['another team', { team: 'team-payments' }],
  ])(
    'R8: does not take over an application of %s, nor make any of the others',
    async (_title, difference) => {
      const stand = createStand();
      const { details } = await stand.plan();
      stand.applications.set('invoice-service-development', {
        instance: 'main',
        name: 'invoice-service-development',
        cluster: 'sandbox',
        namespace: 'argocd',
        entityRef: 'component:default/invoice-service',
        team: 'team-orders',
        ...difference,
      });
      await expect(stand.plan()).rejects.toMatchObject({
        name: 'ConflictError',
        message: expect.stringContaining('invoice-service-development'),
      });
      // It came after the plan.
      await expect(
        stand.runPhases(stand.definition.phases, details),
      ).rejects.toThrow('does not take it over');
      expect(stand.apply).not.toHaveBeenCalled();
    },
  );

  it('says what exists when it cannot finish', async () => {
    const stand = createStand();
    const apply = stand.apply.getMockImplementation()!;
    stand.apply.mockImplementation(async request => {
      if (request.manifest.metadata.name.endsWith('production')) {
        throw new Error('the API server is down');
      }
      return apply(request);
    });
    await expect(stand.run()).rejects.toThrow(
      "Could not make application 'invoice-service-production'. These exist: invoice-service-development, invoice-service-staging. When the cause is gone, repeating this goes on where it stopped; to undo it removes what it made; caused by Error: the API server is down",
    );
  });

  it.each<[string, JsonObject, string]>([
    ['a path in its name', { name: '../x' }, 'InputError'],
    [
      'an environment that nobody knows',
      { environments: ['qa'] },
      'InputError',
    ],
    [
      'the page of a service of another team',
      { entityRef: 'component:default/payment-service' },
      'NotAllowedError',
    ],
    [
      'the project of another team',
      { project: 'payments-project' },
      'NotAllowedError',
    ],
    [
      'the namespace of another team',
      { namespace: 'payments' },
      'NotAllowedError',
    ],
    [
      'a namespace of the cluster',
      { namespace: 'kube-system' },
      'NotAllowedError',
    ],
  ])('S8: refuses %s', async (_title, values, name) => {
    const stand = createStand();
    await expect(stand.plan(values)).rejects.toMatchObject({ name });
    expect(stand.apply).not.toHaveBeenCalled();
  });

  it('removes what it has made to undo it, and nothing else', async () => {
    const stand = createStand();
    await stand.run({ environments: ['development'] }, 'op-0');
    await stand.run();
    const undo = await stand.undo();
    expect(undo).toMatchObject({
      title: 'Remove invoice-service-staging, invoice-service-production',
      risk: 'high',
      warnings: [
        'What they deploy is deleted as well, with its data.',
        'invoice-service-development was there before, and stays.',
      ],
    });
    await stand.runPhases(
      stand.definition.undo?.phases ?? [],
      undo?.details ?? {},
      'op-2',
    );
    expect([...stand.applications.keys()]).toEqual([
      'invoice-service-development',
    ]);
    expect((await stand.undo())?.nothingToDo).toContain('None of the');
  });
});
