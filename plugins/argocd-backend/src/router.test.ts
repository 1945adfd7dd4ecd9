import {
  mockCredentials,
  mockErrorHandler,
  mockServices,
} from '@backstage/backend-test-utils';
import express from 'express';
import request from 'supertest';
import { createRouter } from './router';
import type { DeploymentsService } from './service/DeploymentsService';

describe('createRouter', () => {
  const deployments: jest.Mocked<DeploymentsService> = {
    getDeployments: jest.fn(),
    getDeploymentsOfEntities: jest.fn(),
    getDeployment: jest.fn(),
    listDeployments: jest.fn(),
  };
  const app = express()
    .use(createRouter({ deployments, httpAuth: mockServices.httpAuth() }))
    .use(mockErrorHandler());
  const credentials = mockCredentials.user();

  beforeEach(() => {
    jest.resetAllMocks();
    deployments.getDeployments.mockResolvedValue({
      items: [],
      sources: [],
      distances: [],
    });
    deployments.getDeploymentsOfEntities.mockResolvedValue({
      items: [],
      sources: [],
    });
    deployments.listDeployments.mockResolvedValue({
      items: [],
      totalItems: 0,
      healthCounts: {},
      sources: [],
    });
  });

  it('asks for the deployments of the entity in the path, as the caller', async () => {
    const response = await request(app).get(
      '/v1/entities/default/Component/order-service/deployments',
    );
    expect(response.status).toBe(200);
    expect(response.body).toEqual({ items: [], sources: [], distances: [] });
    expect(deployments.getDeployments).toHaveBeenCalledWith(
      'component:default/order-service',
      { credentials },
    );
  });

  it('asks for several entities, once each', async () => {
    const response = await request(app)
      .get('/v1/entities/deployments')
      .query({
        entityRef: [
          'component:default/a',
          'Component:default/b',
          'component:default/a',
        ],
      });
    expect(response.status).toBe(200);
    expect(deployments.getDeploymentsOfEntities).toHaveBeenCalledWith(
      ['component:default/a', 'component:default/b'],
      { credentials },
    );
  });

  it('takes as many as may be asked for', async () => {
    const entityRefs = Array.from(
      { length: 50 },
      (_, index) => `component:default/service-${index}`,
    );
    const owners = Array.from(
      { length: 200 },
      (_, index) => `group:default/team-${index}`,
    );
    const entities = await request(app)
      .get('/v1/entities/deployments')
      .query({ entityRef: entityRefs });
    const fleet = await request(app)
      .get('/v1/deployments')
      .query({ owner: owners });

    expect([entities.status, fleet.status]).toEqual([200, 200]);
    expect(deployments.getDeploymentsOfEntities).toHaveBeenCalledWith(
      entityRefs,
      { credentials },
    );
    expect(deployments.listDeployments).toHaveBeenCalledWith(
      expect.objectContaining({ owner: owners }),
      { credentials },
    );
  });

  it('takes a single entity, too', async () => {
    await request(app).get(
      '/v1/entities/deployments?entityRef=component:default/a',
    );
    expect(deployments.getDeploymentsOfEntities).toHaveBeenCalledWith(
      ['component:default/a'],
      { credentials },
    );
  });

  it('asks for one deployment by its instance, namespace and name', async () => {
    const response = await request(app).get(
      '/v1/entities/default/Component/orders/deployments/main/argocd/orders.v2-staging',
    );
    expect(response.status).toBe(200);
    expect(deployments.getDeployment).toHaveBeenCalledWith(
      'component:default/orders',
      { instance: 'main', namespace: 'argocd', name: 'orders.v2-staging' },
      { credentials },
    );
  });

  it.each([
    ['', { orderBy: 'name', limit: 50, needsAttention: false, text: '' }],
    [
      'owner=Group:default/A&owner=group:default/b&environment=none&environment=staging',
      {
        owner: ['group:default/a', 'group:default/b'],
        environment: ['none', 'staging'],
      },
    ],
    [
      'sync=OutOfSync&health=Degraded&health=Missing&needsAttention=true&orderBy=attention&limit=7&cursor=abc',
      {
        sync: ['OutOfSync'],
        health: ['Degraded', 'Missing'],
        needsAttention: true,
        orderBy: 'attention',
        limit: 7,
        cursor: 'abc',
      },
    ],
    [
      'needsAttention=false&text=%20Größe%20&entityRef=component:default/A',
      {
        needsAttention: false,
        text: 'Größe',
        entityRef: 'component:default/a',
      },
    ],
  ])('lists deployments by the filters %s', async (parameters, expected) => {
    const response = await request(app).get(`/v1/deployments?${parameters}`);
    expect(response.status).toBe(200);
    expect(deployments.listDeployments).toHaveBeenCalledWith(
      expect.objectContaining(expected),
      { credentials },
    );
  });

  const detail = '/v1/entities/default/Component/orders/deployments';

  it.each([
    ['/v1/entities/default/Component/..%2F..%2Fclusters/deployments', 'name'],
    ['/v1/entities/default/Component/a%00b/deployments', 'name'],
    [`/v1/entities/default/Component/${'a'.repeat(64)}/deployments`, 'name'],
    [`${detail}/main/argocd/..%2Fclusters`, 'application'],
    [`${detail}/main/argocd/%2e%2e%2f%2e%2e%2fapi`, 'application'],
    [`${detail}/main/argocd/a..b`, 'application'],
    [`${detail}/main/argocd/a%2Fb`, 'application'],
    [`${detail}/main/argocd/a%0d%0ax:y`, 'application'],
    [`${detail}/main/argocd/-a`, 'application'],
    [`${detail}/main/argocd/${'a'.repeat(256)}`, 'application'],
    [`${detail}/main/argocd/%D0%BErders`, 'application'],
    [`${detail}/main/..%2Fx/orders`, 'applicationNamespace'],
    [`${detail}/a%20b/argocd/orders`, 'instance'],
    ['/v1/entities/deployments', 'entityRef'],
    ['/v1/entities/deployments?entityRef=order-service', 'entityRef'],
    [
      '/v1/entities/deployments?entityRef=component:default/..%2Fx',
      'entityRef',
    ],
    [
      '/v1/entities/deployments?entityRef[name]=component:default/a',
      'entityRef',
    ],
    ['/v1/entities/deployments?entityRef=component:default/a&x=1', "'x'"],
    [
      `/v1/entities/deployments?${Array.from(
        { length: 51 },
        (_, index) => `entityRef=component:default/s${index}`,
      ).join('&')}`,
      'entityRef',
    ],
    ['/v1/deployments?owners=group:default/a', "'owners'"],
    ['/v1/deployments?owner=team-a', 'owner'],
    ['/v1/deployments?owner[x]=group:default/a', 'owner'],
    ['/v1/deployments?owner=group:default/%D0%B0', 'owner'],
    ['/v1/deployments?environment=..', 'environment'],
    ['/v1/deployments?environment=a%0d%0ab', 'environment'],
    ['/v1/deployments?sync=Sunk', 'sync'],
    ['/v1/deployments?health=healthy', 'health'],
    ['/v1/deployments?needsAttention=yes', 'needsAttention'],
    ['/v1/deployments?orderBy=price', 'orderBy'],
    ['/v1/deployments?limit=0', 'limit'],
    ['/v1/deployments?limit=101', 'limit'],
    ['/v1/deployments?limit=1e2', 'limit'],
    ['/v1/deployments?limit=10&limit=20', 'limit'],
    [`/v1/deployments?text=${'a'.repeat(256)}`, 'text'],
    ['/v1/deployments?text=a%0d%0ab', 'text'],
    ['/v1/deployments?text[$ne]=1', 'text'],
    [`/v1/deployments?cursor=${'a'.repeat(1001)}`, 'cursor'],
  ])('S2: does not accept %s, and names what is wrong', async (path, named) => {
    const response = await request(app).get(path);
    expect(response.status).toBe(400);
    expect(response.body.error).toMatchObject({
      name: 'InputError',
      message: expect.stringContaining('The request is not valid'),
    });
    expect(response.body.error.message).toContain(named);
    expectNoReads();
  });

  it.each([
    `/v1/entities/deployments?${'entityRef=component:default/a&'.repeat(
      10_000,
    )}`,
    `/v1/deployments?${'owner=group:default/a&'.repeat(10_000)}`,
    `/v1/deployments?text=${'('.repeat(100_000)}`,
    `/v1/deployments?${'a[b]'.repeat(3_000)}=1`,
  ])('S19: refuses a request that is far too large (%#)', async path => {
    // A server that refuses before it has read everything closes the connection, which may come before its answer.
    const outcome = await request(app)
      .get(path)
      .then(
        ({ status }) => status,
        error => error.code,
      );
    expect([400, 413, 414, 431, 'ECONNRESET']).toContain(outcome);
    expectNoReads();
  });

  it.each([
    '/v1/entities/default/Component/order-service/deployments',
    '/v1/entities/default/Component/a/deployments/main/argocd/a',
    '/v1/entities/deployments?entityRef=component:default/a',
    '/v1/deployments',
    '/v1/deployments?health=nonsense',
  ])('lets nobody in who is not signed in: %s', async path => {
    const response = await request(app)
      .get(path)
      .set('Authorization', mockCredentials.none.header());
    expect(response.status).toBe(401);
    expectNoReads();
  });

  function expectNoReads() {
    for (const read of Object.values(deployments)) {
      expect(read).not.toHaveBeenCalled();
    }
  }
});
