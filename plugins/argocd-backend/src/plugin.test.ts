import {
  createServiceFactory,
  type PermissionsService,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import {
  deploymentsResponseSchema,
  entitiesDeploymentsResponseSchema,
  type Deployment,
  type EntitiesDeploymentsResponse,
} from '@golden-path/plugin-argocd-common';
import request from 'supertest';
import { FakeCluster } from './__testUtils__/FakeCluster';
import argocdPlugin from './index';

function componentOf(name: string, annotations: Record<string, string>) {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name, namespace: 'default', annotations },
    spec: { type: 'service', owner: 'team-orders', lifecycle: 'production' },
  };
}

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
  let server: Awaited<ReturnType<typeof startTestBackend>>['server'];
  let stop: () => Promise<void>;

  const auditEvent = {
    success: jest.fn(async () => {}),
    fail: jest.fn(async () => {}),
  };
  const audit = jest.fn(async (_: unknown) => auditEvent);
  const authorize: PermissionsService['authorize'] = async queries =>
    queries.map(({ permission, resourceRef }) => ({
      result:
        permission.name === 'argocd.deployment.read' &&
        resourceRef !== 'component:default/denied' &&
        resourceRef !== 'component:default/hidden-and-denied'
          ? AuthorizeResult.ALLOW
          : AuthorizeResult.DENY,
    }));

  const get = (path: string) => request(server).get(`/api/argocd${path}`);
  const getOf = (name: string) =>
    get(`/v1/entities/default/component/${name}/deployments`);

  beforeAll(async () => {
    cluster = await FakeCluster.start(
      ['production', 'staging', 'development'].map(environment => ({
        metadata: {
          name: `order-service-${environment}`,
          namespace: 'argocd',
          resourceVersion: '1',
          labels: { 'app.kubernetes.io/name': 'order-service' },
        },
        spec: { project: 'default', destination: { namespace: 'orders' } },
        status: { health: { status: 'Healthy' }, sync: { status: 'Synced' } },
      })),
    );
    const backend = await startTestBackend({
      features: [
        argocdPlugin,
        catalogServiceMock.factory({ entities }),
        mockServices.permissions.mock({ authorize }).factory,
        mockServices.auditor.mock({ createEvent: audit }).factory,
        createServiceFactory({
          service: signalsServiceRef,
          deps: {},
          factory: () => ({ publish: async () => {} }),
        }),
        mockServices.rootConfig.factory({
          data: {
            kubernetes: {
              clusterLocatorMethods: [
                {
                  type: 'config',
                  clusters: [
                    {
                      name: 'sandbox',
                      url: cluster.url,
                      skipTLSVerify: true,
                      authProvider: 'serviceAccount',
                      serviceAccountToken: 'token',
                    },
                  ],
                },
              ],
            },
            platform: {
              environments: ['development', 'staging', 'production'].map(
                name => ({ name, cluster: 'sandbox', argocd: 'main' }),
              ),
            },
            argocd: {
              instances: [
                { name: 'main', cluster: 'sandbox' },
                {
                  name: 'remote',
                  // Nobody listens there.
                  url: 'http://127.0.0.1:1',
                  token: 'token',
                },
              ],
            },
          },
        }),
      ],
    });
    server = backend.server;
    stop = () => backend.stop();
  });

  beforeEach(() => {
    audit.mockClear();
    auditEvent.success.mockClear();
    auditEvent.fail.mockClear();
  });

  afterAll(async () => {
    await stop();
    await cluster.stop();
  });
  /** Reads again and again until the read model has its data. */
  async function readLive() {
    const giveUpAt = Date.now() + 10_000;
    let response = await getOf('order-service');
    while (
      response.body.sources[0].status !== 'live' &&
      Date.now() < giveUpAt
    ) {
      response = await getOf('order-service');
    }
    return response;
  }

  it('answers what runs where, in the order of the environments, and how fresh that is', async () => {
    const { body, status } = await readLive();
    expect(status).toBe(200);
    expect(
      body.items.map((item: Deployment) => [
        item.environment,
        item.application.name,
        item.health.status,
        item.cluster,
      ]),
    ).toEqual([
      ['development', 'order-service-development', 'Healthy', 'sandbox'],
      ['staging', 'order-service-staging', 'Healthy', 'sandbox'],
      ['production', 'order-service-production', 'Healthy', 'sandbox'],
    ]);
    expect(body.sources).toEqual([
      { name: 'main', status: 'live', asOf: expect.any(String) },
      {
        name: 'remote',
        status: expect.stringMatching(/unavailable|warming/),
        ...(body.sources[1].message && {
          message: expect.stringContaining('does not answer'),
        }),
      },
    ]);
    expect(deploymentsResponseSchema.parse(body)).toEqual(body);
  });

  it('P8: calls nobody for a read, and used one stream for all of them', async () => {
    await readLive();
    await get(
      '/v1/entities/deployments?entityRef=component:default/order-service&entityRef=component:default/injecting',
    );
    await getOf('injecting');
    const requests = cluster.requests.filter(path =>
      path.includes('/applications'),
    );
    expect(requests).toHaveLength(1);
    expect(requests[0]).toMatch(
      /^\/apis\/argoproj\.io\/v1alpha1\/namespaces\/argocd\/applications\?watch=1&/,
    );
  });

  it('answers for several entities, without those that the caller may not read', async () => {
    await readLive();
    const { body } = await get('/v1/entities/deployments').query({
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
    const response = await getOf(name);
    expect(response.status).toBe(status);
    expect(response.body.error.message).toMatch(message);
    expect(auditEvent.fail).toHaveBeenCalledTimes(1);
    expect(auditEvent.success).not.toHaveBeenCalled();
  });

  it.each([
    '/v1/entities/default/component/order-service/deployments',
    '/v1/entities/deployments?entityRef=component:default/order-service',
  ])('does not answer who is not signed in: %s', async path => {
    const response = await get(path).set(
      'Authorization',
      mockCredentials.none.header(),
    );
    expect(response.status).toBe(401);
    expect(audit).not.toHaveBeenCalled();
  });

  it('S9: looks an odd application name up, and sends it nowhere', async () => {
    const { body, status } = await getOf('injecting');
    expect(status).toBe(200);
    expect(body.items).toEqual([]);
    expect(cluster.requests.join()).not.toContain('clusters');
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

  it('records who read what', async () => {
    await getOf('order-service');
    expect(audit).toHaveBeenCalledWith({
      eventId: 'deployments-read',
      severityLevel: 'low',
      meta: {
        queryType: 'entity',
        entityRefs: ['component:default/order-service'],
        reader: 'user:default/mock',
      },
    });
    expect(auditEvent.success).toHaveBeenCalledTimes(1);
  });
});
