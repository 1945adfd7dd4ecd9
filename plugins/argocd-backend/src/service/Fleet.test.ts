import {
  fleetQuerySchema,
  fleetResponseSchema,
  type FleetQuery,
  type HealthStatusName,
} from '@golden-path/plugin-argocd-common';
import {
  applicationOf,
  FakeApplications,
} from '../__testUtils__/FakeApplications';
import type { Application } from '../client/Application';
import { Fleet } from './Fleet';
import { writeCursor } from './fleetCursor';
import type { ServiceEntity } from './ServiceEntity';
import { serviceEntityOf } from './serviceEntityOf';

const rules = {
  environments: ['development', 'staging', 'production'].map(name => ({
    name,
    cluster: 'sandbox',
    argocd: 'main',
  })),
  ownership: [],
};

function entityOf(
  name: string,
  annotations?: Record<string, string>,
): ServiceEntity {
  return serviceEntityOf({
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      name,
      namespace: 'default',
      title: name === 'orders' ? 'Order service' : undefined,
      annotations: annotations ?? { 'argocd/app-selector': `service=${name}` },
    },
    relations: [{ type: 'ownedBy', targetRef: `group:default/team-${name}` }],
  });
}

function runs(
  service: string,
  environment: string,
  health: HealthStatusName = 'Healthy',
): Application {
  return applicationOf({
    name: `${service}-${environment}`,
    labels: { service },
    entityRef: `component:default/${service}`,
    health: { status: health },
    images: [{ name: service, tag: 'v1.2.3' }],
  });
}

function setUp(applications: Application[], entities?: ServiceEntity[]) {
  const readModel = new FakeApplications(applications);
  const find = jest.spyOn(readModel, 'find');
  const fleet = Fleet.create({
    applications: readModel,
    announcer: { watchAll: () => 'key' },
    rules,
  });
  const visible =
    entities ?? ['orders', 'payments'].map(name => entityOf(name));
  const list = (query: FleetQuery = {}) =>
    fleet.list(visible, fleetQuerySchema.parse(query));
  const names = (query?: FleetQuery) =>
    list(query).items.map(({ application }) => application.name);
  return { find, list, names, readModel };
}

const six = [
  runs('payments', 'production', 'Degraded'),
  runs('payments', 'staging'),
  runs('payments', 'nowhere', 'Suspended'),
  runs('orders', 'production'),
  runs('orders', 'staging', 'Progressing'),
  runs('orders', 'development'),
];

describe('Fleet', () => {
  it('lists by service and environment, and counts', () => {
    const answer = setUp(six).list();
    expect(answer.items.map(item => item.application.name)).toEqual([
      'orders-development',
      'orders-staging',
      'orders-production',
      'payments-staging',
      'payments-production',
      'payments-nowhere',
    ]);
    expect(answer).toMatchObject({
      totalItems: 6,
      nextCursor: undefined,
      healthCounts: { Healthy: 3, Progressing: 1, Degraded: 1, Suspended: 1 },
      sources: [{ name: 'main', status: 'live' }],
      changeKey: 'key',
    });
    expect(answer.items[0]).toMatchObject({
      entityRef: 'component:default/orders',
      entityTitle: 'Order service',
      ownerRefs: ['group:default/team-orders'],
      confirmed: true,
    });
    expect(fleetResponseSchema.parse(answer)).toEqual(answer);
  });

  it.each<[FleetQuery, string[]]>([
    [
      { owner: ['group:default/team-payments', 'group:default/x'] },
      ['payments-staging', 'payments-production', 'payments-nowhere'],
    ],
    [
      { entityRef: 'component:default/orders', environment: ['staging'] },
      ['orders-staging'],
    ],
    [{ environment: ['none'] }, ['payments-nowhere']],
    [
      { environment: ['none', 'development'] },
      ['orders-development', 'payments-nowhere'],
    ],
    [
      { health: ['Degraded', 'Progressing'] },
      ['orders-staging', 'payments-production'],
    ],
    [{ sync: ['OutOfSync'] }, []],
    [{ text: 'ORDER SERVICE', environment: ['staging'] }, ['orders-staging']],
    [{ text: 'v1.2', limit: 1 }, ['orders-development']],
    [{ text: 'default/pay', health: ['Healthy'] }, ['payments-staging']],
    [
      { needsAttention: true, orderBy: 'attention' },
      ['payments-production', 'payments-nowhere'],
    ],
    [
      { orderBy: 'attention', limit: 3 },
      ['payments-production', 'payments-nowhere', 'orders-development'],
    ],
  ])('filters by %j', (query, expected) => {
    expect(setUp(six).names(query)).toEqual(expected);
  });

  it('tells what is wrong in a few words', () => {
    const { items } = setUp(six).list({ needsAttention: true });
    expect(items.map(({ problem }) => problem)).toEqual(['Degraded', 'Paused']);
  });

  it('counts only what the filters let through', () => {
    const { healthCounts, totalItems } = setUp(six).list({
      environment: ['production'],
      limit: 1,
    });
    expect({ healthCounts, totalItems }).toEqual({
      healthCounts: { Healthy: 1, Degraded: 1 },
      totalItems: 2,
    });
  });

  it.each<FleetQuery['orderBy']>(['name', 'attention'])(
    'comes to every row once, page by page, by %s',
    orderBy => {
      const { list } = setUp(six);
      const seen: string[] = [];
      let cursor: string | undefined;
      do {
        const page = list({ orderBy, limit: 2, cursor });
        seen.push(...page.items.map(({ application }) => application.name));
        cursor = page.nextCursor;
      } while (cursor);
      expect(seen).toEqual(setUp(six).names({ orderBy }));
    },
  );

  it('goes on behind a row that is gone, and shows nothing twice when one is added before', () => {
    const { list, names, readModel } = setUp(six);
    const { nextCursor: cursor } = list({ limit: 3 });
    readModel.delete(runs('orders', 'production'));
    readModel.set(runs('orders', 'new'));
    expect(names({ limit: 2, cursor })).toEqual([
      'orders-new',
      'payments-staging',
    ]);
  });

  it.each([
    'nothing',
    Buffer.from('{}').toString('base64url'),
    Buffer.from('{"orderBy":"name","entityRef":{"$ne":1}}').toString(
      'base64url',
    ),
    writeCursor({
      orderBy: 'attention',
      attentionRank: 1,
      entityRef: 'x',
      promotionRank: 1,
      application: 'x',
      instance: 'x',
      namespace: 'x',
    }),
  ])('does not take %s for a cursor', cursor => {
    expect(() => setUp(six).list({ cursor })).toThrow(
      expect.objectContaining({
        name: 'InputError',
        message: expect.stringContaining('cursor'),
      }),
    );
  });

  it('sees every change of an application, and looks again only at the services that it concerns', () => {
    const entities = [
      entityOf('orders'),
      entityOf('payments'),
      entityOf('named', { 'argocd/app-name': 'x-staging' }),
      entityOf('any', { 'argocd/app-selector': '!service' }),
      entityOf('plain', {}),
    ];
    const { find, names, readModel } = setUp(six, entities);
    const before = names();
    find.mockClear();
    names();
    expect(find).not.toHaveBeenCalled();

    readModel.set(runs('orders', 'canary', 'Degraded'));
    expect(names({ needsAttention: true })).toContain('orders-canary');
    // The service itself, and the one whose selector could mean any application.
    expect(find).toHaveBeenCalledTimes(2);

    readModel.delete(runs('orders', 'canary'));
    expect(names()).toEqual(before);

    readModel.set(applicationOf({ name: 'x-staging' }));
    expect(names({ text: 'x-staging' })).toEqual(['x-staging', 'x-staging']);

    // It now belongs to another service.
    readModel.set({
      ...runs('orders', 'staging'),
      labels: { service: 'payments' },
    });
    expect(names({ owner: ['group:default/team-payments'] })).toContain(
      'orders-staging',
    );
    expect(names({ owner: ['group:default/team-orders'] })).not.toContain(
      'orders-staging',
    );
  });

  it('never lets what is not confirmed ask for attention', () => {
    const foreign = {
      ...runs('orders', 'staging', 'Degraded'),
      entityRef: 'component:default/other',
    };
    const { list, names } = setUp([foreign]);
    expect(names({ needsAttention: true })).toEqual([]);
    expect(list().items[0]).toMatchObject({
      confirmed: false,
      confirmationProblem: expect.stringContaining('component:default/other'),
    });
  });

  it('leaves out what a table does not show', () => {
    const [item] = setUp([
      {
        ...runs('orders', 'staging'),
        images: [
          { name: 'a', tag: 'v1' },
          { name: 'sidecar', tag: 'v7' },
          { name: 'a', tag: 'v2' },
        ],
        health: { status: 'Degraded', message: 'x'.repeat(500) },
        operation: { phase: 'Succeeded', automated: true },
        links: { external: ['https://a.example.com'] },
      },
    ]).list().items;
    expect(item.images.map(({ tag }) => tag)).toEqual(['v1', 'v2']);
    expect(item.health.message).toHaveLength(121);
    expect(item.operation).toBeUndefined();
    expect(item).not.toHaveProperty('history');
    expect(item.links.external).toEqual([]);
  });
});
