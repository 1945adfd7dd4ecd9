import {
  deploymentDetailSchema,
  deploymentsResponseSchema,
  entitiesDeploymentsResponseSchema,
  fleetResponseSchema,
  type Deployment,
  type EntitiesDeploymentsResponse,
} from '@golden-path/plugin-argocd-common';
import { FakeCluster } from './__testUtils__/FakeCluster';
import {
  componentOf,
  readLive,
  routes,
  startArgocdBackend,
} from './__testUtils__/startArgocdBackend';

// A whole backend starts, on whatever machine, beside whatever else.
jest.setTimeout(60_000);

type Backend = Awaited<ReturnType<typeof startArgocdBackend>>;

const entities = [
  componentOf('order-service', {
    'argocd/app-selector': 'app.kubernetes.io/name=order-service',
  }),
  componentOf('denied', { 'argocd/app-name': 'order-service-staging' }),
  componentOf('injecting', { 'argocd/app-name': '..%2Fclusters,../clusters' }),
  componentOf('odd', { 'argocd/app-selector': '((' }),
  componentOf('plain', {}),
  componentOf('elsewhere', {
    'argocd/app-name': 'order-service-staging',
    'argocd/instance-name': 'moon',
  }),
];

describe('the argocd plugin', () => {
  let cluster: FakeCluster;
  let backend: Backend;
  const getOf = (name: string) =>
    backend.get(`/v1/entities/default/component/${name}/deployments`);

  beforeAll(async () => {
    cluster = await FakeCluster.start(
      ['production', 'staging', 'development'].map(environment => ({
        metadata: {
          name: `order-service-${environment}`,
          namespace: 'argocd',
          labels: { 'app.kubernetes.io/name': 'order-service' },
          annotations: {
            'backstage.io/entity-ref': 'component:default/order-service',
          },
        },
        spec: { project: 'default', destination: { namespace: 'orders' } },
        status: { health: { status: 'Healthy' }, sync: { status: 'Synced' } },
      })),
    );
    backend = await startArgocdBackend({
      cluster,
      entities,
      mayRead: (_, entityRef) => !entityRef.endsWith('denied'),
    });
    await readLive(backend);
  });

  beforeEach(() => {
    backend.audit.mockClear();
    backend.auditEvent.success.mockClear();
    backend.auditEvent.fail.mockClear();
  });

  afterAll(async () => {
    await backend.stop();
    await cluster.stop();
  });

  it('answers what runs where, in the order of the environments, and how fresh that is', async () => {
    const { body, status } = await getOf('order-service');
    expect(status).toBe(200);
    expect(
      body.items.map((item: Deployment) => [
        item.environment,
        item.application.name,
        item.health.status,
        item.cluster,
        item.confirmed,
      ]),
    ).toEqual([
      ['development', 'order-service-development', 'Healthy', 'sandbox', true],
      ['staging', 'order-service-staging', 'Healthy', 'sandbox', true],
      ['production', 'order-service-production', 'Healthy', 'sandbox', true],
    ]);
    expect(body.sources[0]).toEqual({
      name: 'main',
      status: 'live',
      asOf: expect.any(String),
    });
    expect(deploymentsResponseSchema.parse(body)).toEqual(body);
  });

  it('tells everything about one deployment', async () => {
    const { body, status } = await backend.get(routes.deployment);
    expect(status).toBe(200);
    expect(deploymentDetailSchema.parse(body)).toEqual(body);
    expect(body).toMatchObject({
      entityRef: 'component:default/order-service',
      deployment: { environment: 'staging' },
      explanation: { severity: 'ok' },
    });
  });

  it('lists the deployments of all entities that one may read', async () => {
    const { body, status } = await backend.get('/v1/deployments?limit=2');
    expect(status).toBe(200);
    expect(fleetResponseSchema.parse(body)).toEqual(body);
    expect(body.totalItems).toBe(3);
    expect(body.healthCounts).toEqual({ Healthy: 3 });
    const next = await backend.get(
      `/v1/deployments?limit=2&cursor=${body.nextCursor}`,
    );
    expect(next.body.items.map((item: Deployment) => item.environment)).toEqual(
      ['production'],
    );
  });

  it('P8: a second read calls neither the catalog, nor the permission backend, nor the cluster', async () => {
    // The objects of one deployment are asked for again after a few seconds.
    const fromMemory = Object.values(routes).filter(
      route => route !== routes.deployment,
    );
    await Promise.all(Object.values(routes).map(route => backend.get(route)));
    const calls = backend.countCalls();
    const requests = [...cluster.requests];
    for (const route of fromMemory) {
      const { status } = await backend.get(route);
      expect(status).toBe(200);
    }
    expect(cluster.requests).toEqual(requests);
    await backend.get(routes.deployment);
    expect(backend.countCalls()).toBe(calls);
    expect(
      requests.filter(path => path.includes('/applications')),
    ).toHaveLength(1);
  });

  it('answers for several entities, without those that the caller may not read', async () => {
    const { body } = await backend.get('/v1/entities/deployments').query({
      entityRef: [
        'component:default/order-service',
        'component:default/denied',
        'component:default/hidden',
        'component:default/odd',
        'component:default/plain',
      ],
    });
    expect(
      body.items.map(
        (item: EntitiesDeploymentsResponse['items'][number]) =>
          `${item.entityRef}: ${item.deployments.length}`,
      ),
    ).toEqual([
      'component:default/order-service: 3',
      'component:default/odd: 0',
      'component:default/plain: 0',
    ]);
    expect(entitiesDeploymentsResponseSchema.parse(body)).toEqual(body);
  });

  it.each([
    ['denied', 403, /ask its owner .* argocd\.deployment\.read/],
    ['hidden', 404, /no entity component:default\/hidden/],
    ['hidden-and-denied', 404, /no entity component:default\/hidden-and/],
    ['odd', 400, /argocd\/app-selector is not a label selector/],
  ])('refuses %s with %s, and records it', async (name, status, message) => {
    for (const path of ['', '/main/argocd/order-service-staging']) {
      backend.auditEvent.fail.mockClear();
      const response = await backend.get(
        `/v1/entities/default/component/${name}/deployments${path}`,
      );
      expect(response.status).toBe(status);
      expect(response.body.error.message).toMatch(message);
      expect(backend.auditEvent.fail).toHaveBeenCalledTimes(1);
    }
    expect(backend.auditEvent.success).not.toHaveBeenCalled();
  });

  it('S9: looks an odd application name up, and sends it nowhere', async () => {
    const requests = cluster.requests.length;
    const { body, status } = await getOf('injecting');
    expect(status).toBe(200);
    expect(body.items).toEqual([]);
    const answers = await Promise.all(
      ['..%2Fclusters', '%2e%2e%2fclusters', 'clusters', 'a%0d%0ab'].map(name =>
        backend.get(`${routes.entity}/main/argocd/${name}`),
      ),
    );
    expect(answers.map(answer => answer.status)).toEqual([400, 400, 404, 400]);
    expect(cluster.requests).toHaveLength(requests);
  });

  it('is empty for an entity without annotations', async () => {
    const { body } = await getOf('plain');
    expect(body.items).toEqual([]);
  });

  it('says so when the entity names an instance that does not exist', async () => {
    const { body } = await getOf('elsewhere');
    expect(body.items).toEqual([]);
    expect(body.sources).toEqual([
      {
        name: 'moon',
        status: 'unavailable',
        message: expect.stringContaining('correct the annotation'),
      },
    ]);
  });

  it.each([
    [routes.entity, { entityRefs: ['component:default/order-service'] }],
    [
      routes.deployment,
      {
        entityRefs: ['component:default/order-service'],
        deployment: {
          instance: 'main',
          namespace: 'argocd',
          name: 'order-service-staging',
        },
      },
    ],
    ['/v1/deployments', { queryType: 'fleet' }],
  ])('records who read %s', async (path, what) => {
    await backend.get(path);
    expect(backend.audit).toHaveBeenCalledWith({
      eventId: 'deployments-read',
      severityLevel: 'low',
      meta: { queryType: 'entity', ...what, reader: 'user:default/mock' },
    });
    expect(backend.auditEvent.success).toHaveBeenCalledTimes(1);
  });
});
