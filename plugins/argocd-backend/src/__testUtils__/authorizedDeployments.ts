import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import {
  AuthorizeResult,
  type AuthorizePermissionRequest,
  type AuthorizePermissionResponse,
  type QueryPermissionResponse,
} from '@backstage/plugin-permission-common';
import {
  fleetQuerySchema,
  type FleetResponse,
} from '@golden-path/plugin-argocd-common';
import { AuthorizedDeploymentsService } from '../service/AuthorizedDeploymentsService';
import type { ServiceEntity } from '../service/ServiceEntity';

export const ana = mockCredentials.user('user:default/ana');
export const ben = mockCredentials.user('user:default/ben');
export const orders = 'component:default/orders';
export const query = fleetQuerySchema.parse({});
export const id = {
  instance: 'main',
  namespace: 'argocd',
  name: 'orders-staging',
};

export function entityOf(entityRef: string): ServiceEntity {
  return { entityRef, ownerRefs: [], applications: { type: 'none' } };
}

/** The service with everything around it under the control of a test, also the time. */
export function setUpAuthorizedDeployments() {
  let time = 0;
  const timers: (() => void)[] = [];
  const denied = new Set<string>();
  const authorize = jest.fn(
    async (
      requests: AuthorizePermissionRequest[],
      _options: unknown,
    ): Promise<AuthorizePermissionResponse[]> =>
      requests.map(({ permission, ...rest }) => ({
        result:
          permission.name === 'argocd.deployment.read' &&
          !('resourceRef' in rest && denied.has(rest.resourceRef ?? ''))
            ? AuthorizeResult.ALLOW
            : AuthorizeResult.DENY,
      })),
  );
  const conditional: QueryPermissionResponse = {
    result: AuthorizeResult.CONDITIONAL,
    pluginId: 'catalog',
    resourceType: 'catalog-entity',
    conditions: { rule: 'x', resourceType: 'catalog-entity' },
  };
  const authorizeConditional = jest.fn(
    async (): Promise<QueryPermissionResponse[]> => [
      { result: AuthorizeResult.ALLOW },
    ],
  );
  const deployments = {
    getDeployments: jest.fn(async () => ({
      items: [],
      sources: [],
      distances: [],
    })),
    getDeployment: jest.fn(),
    getDeploymentsOfEntities: jest.fn(async (_refs: string[]) => ({
      items: [],
      sources: [],
    })),
  };
  const entities = {
    get: jest.fn(async (refs: readonly string[]) =>
      refs.map(ref => (ref.includes('hidden') ? undefined : entityOf(ref))),
    ),
    list: jest.fn(async () => [
      entityOf(orders),
      entityOf('component:default/x'),
    ]),
  };
  const fleet = {
    list: jest.fn(
      (found: readonly ServiceEntity[]): FleetResponse => ({
        items: [],
        totalItems: found.length,
        healthCounts: {},
        sources: [],
      }),
    ),
  };
  const service = AuthorizedDeploymentsService.create({
    deployments,
    entities,
    fleet,
    auditor: mockServices.auditor.mock({
      createEvent: async () => ({
        success: async () => {},
        fail: async () => {},
      }),
    }),
    auth: mockServices.auth(),
    logger: { warn: jest.fn() },
    permissions: mockServices.permissions.mock({
      authorize,
      authorizeConditional,
    }),
    now: () => time,
    wait: (_, signal) =>
      new Promise((resolve, reject) => {
        timers.push(resolve);
        signal.addEventListener('abort', () => reject(signal.reason));
      }),
  });
  return {
    authorize,
    authorizeConditional,
    conditional,
    denied,
    deployments,
    entities,
    fleet,
    service,
    pass: (milliseconds: number) => {
      time += milliseconds;
    },
    endTimers: () => timers.forEach(end => end()),
    refsIn: () =>
      authorize.mock.calls.map(([requests]) =>
        requests.map(request =>
          'resourceRef' in request ? request.resourceRef : undefined,
        ),
      ),
  };
}
