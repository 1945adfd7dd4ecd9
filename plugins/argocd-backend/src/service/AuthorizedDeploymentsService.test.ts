import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import {
  AuthorizeResult,
  type AuthorizePermissionRequest,
} from '@backstage/plugin-permission-common';
import {
  fleetQuerySchema,
  type FleetResponse,
} from '@golden-path/plugin-argocd-common';
import { AuthorizedDeploymentsService } from './AuthorizedDeploymentsService';
import type { ServiceEntity } from './ServiceEntity';

const ana = mockCredentials.user('user:default/ana');
const ben = mockCredentials.user('user:default/ben');
const orders = 'component:default/orders';
const query = fleetQuerySchema.parse({});
const id = { instance: 'main', namespace: 'argocd', name: 'orders-staging' };

function entityOf(entityRef: string): ServiceEntity {
  return { entityRef, ownerRefs: [], applications: { type: 'none' } };
}

function setUp() {
  let time = 0;
  const timers: (() => void)[] = [];
  const denied = new Set<string>();
  const authorize = jest.fn(
    async (requests: AuthorizePermissionRequest[], _options: unknown) =>
      requests.map(({ permission, ...rest }) => ({
        result:
          permission.name === 'argocd.deployment.read' &&
          !('resourceRef' in rest && denied.has(rest.resourceRef ?? ''))
            ? (AuthorizeResult.ALLOW as const)
            : (AuthorizeResult.DENY as const),
      })),
  );
  const conditional = {
    result: AuthorizeResult.CONDITIONAL as const,
    pluginId: 'catalog',
    resourceType: 'catalog-entity',
    conditions: { rule: 'x', resourceType: 'catalog-entity' },
  };
  const authorizeConditional = jest.fn(
    async (): Promise<
      [typeof conditional | { result: 'ALLOW' } | { result: 'DENY' }]
    > => [{ result: AuthorizeResult.ALLOW }],
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

describe('AuthorizedDeploymentsService', () => {
  it('uses a decision for a person for 30 s, and for that person only', async () => {
    const { authorize, pass, service } = setUp();
    await service.getDeployments(orders, { credentials: ana });
    pass(29_999);
    await service.getDeployment(orders, id, { credentials: ana });
    expect(authorize).toHaveBeenCalledTimes(1);
    await service.getDeployments(orders, { credentials: ben });
    expect(authorize).toHaveBeenCalledTimes(2);
    pass(1);
    await service.getDeployments(orders, { credentials: ana });
    expect(authorize).toHaveBeenCalledTimes(3);
  });

  it('notices after 30 s at the latest that a right was taken away', async () => {
    const { denied, deployments, pass, service } = setUp();
    await service.getDeployments(orders, { credentials: ana });
    denied.add(orders);
    pass(30_000);
    await expect(
      service.getDeployments(orders, { credentials: ana }),
    ).rejects.toMatchObject({ name: 'NotAllowedError' });
    expect(deployments.getDeployments).toHaveBeenCalledTimes(1);
  });

  it('notices after 5 s that a right was given', async () => {
    const { denied, pass, service } = setUp();
    denied.add(orders);
    const read = () => service.getDeployments(orders, { credentials: ana });
    await expect(read()).rejects.toThrow('You may not read');
    denied.clear();
    await expect(read()).rejects.toThrow('You may not read');
    pass(5_000);
    await expect(read()).resolves.toBeDefined();
  });

  it.each([
    ['a service', mockCredentials.service('plugin:mcp')],
    [
      'a service that acts for a person',
      mockCredentials.user('user:default/ana', {
        actor: { subject: 'plugin:mcp' },
      }),
    ],
  ])('uses no decision of before for %s', async (_, credentials) => {
    const { authorize, authorizeConditional, service } = setUp();
    await service.getDeployments(orders, { credentials: ana });
    await service.getDeployments(orders, { credentials });
    await service.getDeployments(orders, { credentials });
    expect(authorize).toHaveBeenCalledTimes(3);
    await service.listDeployments(query, { credentials });
    await service.listDeployments(query, { credentials });
    expect(authorizeConditional).toHaveBeenCalledTimes(2);
  });

  it('asks once for several entities, and hands on the allowed ones', async () => {
    const { authorize, denied, deployments, service } = setUp();
    denied.add('component:default/b');
    await service.getDeploymentsOfEntities(
      ['component:default/a', 'component:default/b', 'component:default/c'],
      { credentials: ana },
    );
    expect(authorize).toHaveBeenCalledTimes(1);
    expect(deployments.getDeploymentsOfEntities).toHaveBeenCalledWith(
      ['component:default/a', 'component:default/c'],
      { credentials: ana },
    );
  });

  it('does not tell that an entity exists which the caller does not see', async () => {
    const { denied, service } = setUp();
    denied.add('component:default/hidden');
    await expect(
      service.getDeployment('component:default/hidden', id, {
        credentials: ana,
      }),
    ).rejects.toMatchObject({ name: 'NotFoundError' });
  });

  describe('listing', () => {
    const list = (service: AuthorizedDeploymentsService) =>
      service.listDeployments(query, { credentials: ana });

    it('asks for no single entity when all are allowed, and lists them once in 15 s', async () => {
      const { authorize, entities, fleet, pass, service } = setUp();
      await list(service);
      pass(14_999);
      await list(service);
      expect(fleet.list).toHaveBeenLastCalledWith(
        [entityOf(orders), entityOf('component:default/x')],
        query,
      );
      expect(entities.list).toHaveBeenCalledTimes(1);
      expect(authorize).not.toHaveBeenCalled();
    });

    it('refuses when all are denied, before it lists any', async () => {
      const { authorizeConditional, entities, service } = setUp();
      authorizeConditional.mockResolvedValue([
        { result: AuthorizeResult.DENY },
      ]);
      await expect(list(service)).rejects.toMatchObject({
        name: 'NotAllowedError',
      });
      expect(entities.list).not.toHaveBeenCalled();
    });

    it('keeps the allowed ones of many, asking in parts', async () => {
      const parts = setUp();
      const { authorizeConditional, conditional, denied, entities } = parts;
      authorizeConditional.mockResolvedValue([conditional]);
      const refs = Array.from(
        { length: 950 },
        (_, index) => `component:default/s${index}`,
      );
      entities.list.mockResolvedValue(refs.map(entityOf));
      refs.filter((_, index) => index % 10 > 0).forEach(ref => denied.add(ref));
      await list(parts.service);
      const [[found]] = parts.fleet.list.mock.calls;
      expect(found.map(({ entityRef }) => entityRef)).toEqual(
        refs.filter((_, index) => index % 10 === 0),
      );
      expect(parts.refsIn().map(part => part.length)).toEqual([
        200, 200, 200, 200, 150,
      ]);
    });

    it('ends what was allowed when it is denied in the meantime', async () => {
      const { authorizeConditional, pass, service } = setUp();
      await list(service);
      authorizeConditional.mockResolvedValue([
        { result: AuthorizeResult.DENY },
      ]);
      pass(30_000);
      await expect(list(service)).rejects.toMatchObject({
        name: 'NotAllowedError',
      });
    });
  });

  describe('S16: without a permission backend', () => {
    const reads: [
      string,
      (service: AuthorizedDeploymentsService) => Promise<unknown>,
    ][] = [
      [
        'getDeployments',
        service => service.getDeployments(orders, { credentials: ana }),
      ],
      [
        'getDeployment',
        service => service.getDeployment(orders, id, { credentials: ana }),
      ],
      [
        'getDeploymentsOfEntities',
        service =>
          service.getDeploymentsOfEntities([orders], { credentials: ana }),
      ],
      [
        'listDeployments',
        service => service.listDeployments(query, { credentials: ana }),
      ],
    ];

    it.each(reads)('%s shows nothing when it fails', async (_, read) => {
      const { authorize, authorizeConditional, deployments, fleet, service } =
        setUp();
      authorize.mockRejectedValue(new Error('connect ECONNREFUSED canary'));
      authorizeConditional.mockRejectedValue(new Error('ECONNREFUSED canary'));
      const error = await read(service).catch(caught => caught);
      expect(error.name).toBe('ServiceUnavailableError');
      expect(error.message).not.toContain('canary');
      expect(deployments.getDeployments).not.toHaveBeenCalled();
      expect(deployments.getDeployment).not.toHaveBeenCalled();
      expect(deployments.getDeploymentsOfEntities).not.toHaveBeenCalled();
      expect(fleet.list).not.toHaveBeenCalled();
    });

    it.each(reads)('%s does not wait for it', async (_, read) => {
      const { authorize, authorizeConditional, endTimers, service } = setUp();
      authorize.mockReturnValue(new Promise(() => {}));
      authorizeConditional.mockReturnValue(new Promise(() => {}));
      const answer = read(service);
      answer.catch(() => {});
      await new Promise(resolve => setImmediate(resolve));
      endTimers();
      await expect(answer).rejects.toMatchObject({
        name: 'ServiceUnavailableError',
      });
    });

    it('uses what was decided before until its 30 s are over, and not longer', async () => {
      const { authorize, pass, service } = setUp();
      const read = () => service.getDeployments(orders, { credentials: ana });
      await read();
      authorize.mockRejectedValue(new Error('down'));
      pass(29_999);
      await expect(read()).resolves.toBeDefined();
      pass(1);
      await expect(read()).rejects.toMatchObject({
        name: 'ServiceUnavailableError',
      });
    });
  });
});
