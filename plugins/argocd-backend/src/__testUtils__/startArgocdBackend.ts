import {
  createServiceFactory,
  type BackstageCredentials,
  type LoggerService,
  type PermissionsService,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import request from 'supertest';
import argocdPlugin from '../index';
import type { FakeCluster } from './FakeCluster';

const ofOrders = '/v1/entities/default/component/order-service/deployments';

/** Every route, as it is called for the entity `order-service`. */
export const routes = {
  entity: ofOrders,
  deployment: `${ofOrders}/main/argocd/order-service-staging`,
  entities:
    '/v1/entities/deployments?entityRef=component:default/order-service',
  fleet: '/v1/deployments',
};

/** A Component with annotations. */
export function componentOf(
  name: string,
  annotations: Record<string, string>,
): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name, namespace: 'default', annotations },
    spec: { type: 'service', owner: 'team-orders', lifecycle: 'production' },
  };
}

/** Options of {@link startArgocdBackend}. */
export interface ArgocdBackendOptions {
  cluster: FakeCluster;
  entities: Entity[];
  /** Whether a caller may read the deployments of an entity. */
  mayRead: (credentials: BackstageCredentials, entityRef: string) => boolean;
  logger?: LoggerService;
}

/** Starts the plugin with one cluster, and notes what it calls and says. */
export async function startArgocdBackend(options: ArgocdBackendOptions) {
  const { cluster, entities, mayRead, logger } = options;
  const auditEvent = {
    success: jest.fn(async () => {}),
    fail: jest.fn(async (_: { error: Error }) => {}),
  };
  const audit = jest.fn(async (_: unknown) => auditEvent);
  const publish = jest.fn(async (_: unknown) => {});
  const authorize = jest.fn<
    ReturnType<PermissionsService['authorize']>,
    Parameters<PermissionsService['authorize']>
  >(async (queries, { credentials }) =>
    queries.map(({ permission, resourceRef }) => ({
      result:
        permission.name === 'argocd.deployment.read' &&
        mayRead(credentials, resourceRef ?? '')
          ? AuthorizeResult.ALLOW
          : AuthorizeResult.DENY,
    })),
  );
  // Only the single entities tell: the way that costs most.
  const authorizeConditional: PermissionsService['authorizeConditional'] =
    async () => [
      {
        result: AuthorizeResult.CONDITIONAL,
        pluginId: 'catalog',
        resourceType: 'catalog-entity',
        conditions: { rule: 'IS_ENTITY_OWNER', resourceType: 'catalog-entity' },
      },
    ];
  const catalog = catalogServiceMock({ entities });
  const catalogCalls = [
    jest.spyOn(catalog, 'getEntitiesByRefs'),
    jest.spyOn(catalog, 'streamEntities'),
  ];
  const backend = await startTestBackend({
    features: [
      argocdPlugin,
      createServiceFactory({
        service: catalogServiceMock.factory().service,
        deps: {},
        factory: () => catalog,
      }),
      mockServices.permissions.mock({ authorize, authorizeConditional })
        .factory,
      mockServices.auditor.mock({ createEvent: audit }).factory,
      createServiceFactory({
        service: signalsServiceRef,
        deps: {},
        factory: () => ({ publish }),
      }),
      ...(logger
        ? [
            mockServices.rootLogger.mock({
              ...logger,
              child: () => logger,
            }).factory,
          ]
        : []),
      mockServices.rootConfig.factory({ data: configOf(cluster) }),
    ],
  });
  return {
    audit,
    auditEvent,
    publish,
    /** How often the catalog and the permission backend were asked. */
    countCalls: () =>
      [authorize, ...catalogCalls].reduce(
        (sum, { mock }) => sum + mock.calls.length,
        0,
      ),
    get: (path: string) => request(backend.server).get(`/api/argocd${path}`),
    stop: () => backend.stop(),
  };
}

function configOf(cluster: FakeCluster) {
  return {
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
      environments: ['development', 'staging', 'production'].map(name => ({
        name,
        cluster: 'sandbox',
        argocd: 'main',
      })),
    },
    argocd: { instances: [{ name: 'main', cluster: 'sandbox' }] },
  };
}

/** Reads again and again until the read model has its data. */
export async function readLive(
  { get }: Pick<Awaited<ReturnType<typeof startArgocdBackend>>, 'get'>,
  authorization = mockCredentials.user.header(),
) {
  const read = () => get(routes.entity).set('Authorization', authorization);
  const giveUpAt = Date.now() + 30_000;
  let response = await read();
  while (response.body.sources[0].status !== 'live' && Date.now() < giveUpAt) {
    response = await read();
  }
  return response;
}
