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

  it('takes a single entity, too', async () => {
    await request(app).get(
      '/v1/entities/deployments?entityRef=component:default/a',
    );
    expect(deployments.getDeploymentsOfEntities).toHaveBeenCalledWith(
      ['component:default/a'],
      { credentials },
    );
  });

  it.each([
    '/v1/entities/default/Component/..%2F..%2Fclusters/deployments',
    '/v1/entities/default/Component/a%00b/deployments',
    `/v1/entities/default/Component/${'a'.repeat(64)}/deployments`,
    '/v1/entities/deployments',
    '/v1/entities/deployments?entityRef=order-service',
    '/v1/entities/deployments?entityRef=component:default/..%2Fclusters',
    '/v1/entities/deployments?entityRef[name]=component:default/a',
    `/v1/entities/deployments?${Array.from(
      { length: 51 },
      (_, index) => `entityRef=component:default/s${index}`,
    ).join('&')}`,
  ])('S2: does not accept %s', async path => {
    const response = await request(app).get(path);
    expect(response.status).toBe(400);
    expect(response.body.error).toMatchObject({
      name: 'InputError',
      message: expect.stringContaining('The request is not valid'),
    });
    expect(deployments.getDeployments).not.toHaveBeenCalled();
    expect(deployments.getDeploymentsOfEntities).not.toHaveBeenCalled();
  });

  it.each([
    '/v1/entities/default/Component/order-service/deployments',
    '/v1/entities/deployments?entityRef=component:default/a',
  ])('lets nobody in who is not signed in: %s', async path => {
    const response = await request(app)
      .get(path)
      .set('Authorization', mockCredentials.none.header());
    expect(response.status).toBe(401);
  });
});
