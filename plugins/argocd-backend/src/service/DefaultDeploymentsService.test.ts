import { mockCredentials } from '@backstage/backend-test-utils';
import {
  deploymentDetailSchema,
  type Resource,
} from '@golden-path/plugin-argocd-common';
import {
  applicationOf,
  FakeApplications,
} from '../__testUtils__/FakeApplications';
import { DefaultDeploymentsService } from './DefaultDeploymentsService';
import type { LiveObjectsAnswer } from './LiveObjects';
import { serviceEntityOf } from './serviceEntityOf';

const options = { credentials: mockCredentials.user() };
const orders = 'component:default/orders';
const id = { instance: 'main', namespace: 'argocd', name: 'orders-staging' };
const ours = applicationOf({
  labels: { service: 'orders' },
  entityRef: orders,
  health: { status: 'Degraded' },
  resources: [
    {
      group: 'apps',
      kind: 'Deployment',
      namespace: 'orders',
      name: 'orders',
      sync: 'Synced',
      health: 'Degraded',
      requiresPruning: false,
    },
  ],
});
const pod: Resource = {
  id: '/Pod/orders/orders-7d',
  parentId: 'apps/Deployment/orders/orders',
  group: '',
  kind: 'Pod',
  namespace: 'orders',
  name: 'orders-7d',
  health: 'Degraded',
  message: 'Back-off pulling image "acme/orders:v9"',
  requiresPruning: false,
};

const annotations: Record<string, Record<string, string>> = {
  orders: { 'argocd/app-selector': 'service=orders' },
  thief: { 'argocd/app-name': 'orders-staging' },
  plain: {},
  odd: { 'argocd/app-selector': '((' },
};

function setUp(applications = [ours]) {
  const readModel = new FakeApplications(applications);
  const live: LiveObjectsAnswer = {
    children: [pod],
    events: [],
    sources: [{ name: 'cluster sandbox', status: 'live' }],
  };
  const get = jest.fn(async () => live);
  const service = DefaultDeploymentsService.create({
    applications: readModel,
    announcer: { watch: entityRef => `key of ${entityRef}` },
    commits: {
      distancesOf: () => [
        {
          from: 'development',
          to: 'staging',
          ahead: 3,
          behind: 0,
          isExact: true,
        },
        {
          from: 'staging',
          to: 'production',
          ahead: 1,
          behind: 0,
          isExact: true,
        },
        { from: 'production', to: 'moon', ahead: 1, behind: 0, isExact: true },
      ],
      historyOf: () => ({
        history: [],
        sources: [{ name: 'GitHub', status: 'live' }],
      }),
    },
    entities: {
      get: async refs =>
        refs.map(ref => {
          const name = ref.split('/')[1];
          return annotations[name]
            ? serviceEntityOf({
                apiVersion: 'backstage.io/v1alpha1',
                kind: 'Component',
                metadata: {
                  name,
                  namespace: 'default',
                  annotations: annotations[name],
                },
              })
            : undefined;
        }),
    },
    liveObjects: { get },
    rules: {
      environments: ['development', 'staging', 'production'].map(name => ({
        name,
        cluster: 'sandbox',
        argocd: 'main',
      })),
      ownership: [],
    },
  });
  return { get, live, readModel, service };
}

describe('DefaultDeploymentsService', () => {
  it('tells everything about one deployment, with the deepest cause', async () => {
    const { service } = setUp();
    const detail = await service.getDeployment(orders, id, options);
    expect(deploymentDetailSchema.parse(detail)).toEqual(detail);
    expect(detail).toMatchObject({
      entityRef: orders,
      deployment: { confirmed: true, environment: 'staging' },
      explanation: {
        severity: 'problem',
        sentence: 'The image acme/orders:v9 cannot be pulled (Pod orders-7d).',
      },
      resources: [{ kind: 'Deployment' }, { kind: 'Pod' }],
      totalResources: 2,
      distances: [{ to: 'staging' }, { from: 'staging' }],
      sources: [
        { name: 'main' },
        { name: 'cluster sandbox' },
        { name: 'GitHub' },
      ],
      changeKey: `key of ${orders}`,
    });
  });

  it('bounds objects and events, and tells how many objects there are', async () => {
    const { live, service } = setUp();
    live.children = Array.from({ length: 700 }, (_, index) => ({
      ...pod,
      id: `/Pod/orders/${index}`,
      name: `${index}`,
    }));
    live.events = Array.from({ length: 70 }, (_, index) => ({
      id: `${index}`,
      type: 'Normal',
      reason: 'Started',
      message: '',
      count: 1,
      object: { kind: 'Pod', name: `${index}` },
    }));
    const detail = await service.getDeployment(orders, id, options);
    expect(detail.resources).toHaveLength(500);
    expect(detail.resources[0].kind).toBe('Deployment');
    expect(detail.totalResources).toBe(701);
    expect(detail.events).toHaveLength(50);
  });

  it.each([
    ['another name', orders, { ...id, name: 'payments-staging' }],
    ['another instance', orders, { ...id, instance: 'west' }],
    ['another namespace', orders, { ...id, namespace: 'kube-system' }],
    ['an entity without applications', 'component:default/plain', id],
    ['an entity that is not there', 'component:default/hidden', id],
  ])('S9: finds nothing by %s', async (_, entityRef, deployment) => {
    const { get, service } = setUp([
      ours,
      applicationOf({ name: 'payments-staging' }),
    ]);
    await expect(
      service.getDeployment(entityRef, deployment, options),
    ).rejects.toMatchObject({ name: 'NotFoundError' });
    expect(get).not.toHaveBeenCalled();
  });

  it('S9: shows what another service runs as not confirmed, and asks no cluster for more', async () => {
    const { get, service } = setUp();
    const thief = 'component:default/thief';
    const { items } = await service.getDeployments(thief, options);
    expect(items).toMatchObject([
      {
        confirmed: false,
        confirmationProblem: expect.stringContaining(orders),
      },
    ]);
    const detail = await service.getDeployment(thief, id, options);
    expect(detail).toMatchObject({
      deployment: { confirmed: false },
      events: [],
      resources: [{ kind: 'Deployment' }],
    });
    expect(get).not.toHaveBeenCalled();
  });

  it('R8: shows what is left when the cluster does not tell its objects', async () => {
    const { live, service } = setUp();
    live.children = [];
    live.sources = [{ name: 'cluster sandbox', status: 'unavailable' }];
    const detail = await service.getDeployment(orders, id, options);
    expect(detail.resources).toHaveLength(1);
    expect(detail.sources).toContainEqual(live.sources[0]);
    expect(detail.explanation.sentence).toBe(
      'Deployment orders does not work.',
    );
  });

  it('R19: follows an application that is deleted, or made anew in another project and namespace', async () => {
    const { readModel, service } = setUp();
    const namesNow = async () =>
      (await service.getDeployments(orders, options)).items.map(
        ({ application }) =>
          `${application.project}/${application.namespace}/${application.name}`,
      );
    expect(await namesNow()).toEqual(['orders/argocd/orders-staging']);
    readModel.delete(ours);
    expect(await namesNow()).toEqual([]);
    await expect(
      service.getDeployment(orders, id, options),
    ).rejects.toMatchObject({ name: 'NotFoundError' });
    readModel.set({ ...ours, namespace: 'team-orders', project: 'new' });
    expect(await namesNow()).toEqual(['new/team-orders/orders-staging']);
  });

  it('R25: says that it is still reading, and never that something is missing', async () => {
    const { readModel, service } = setUp([]);
    readModel.source = { name: 'main', status: 'warming' };
    await expect(
      service.getDeployments(orders, options),
    ).resolves.toMatchObject({
      items: [],
      sources: [{ name: 'main', status: 'warming' }],
    });
    await expect(
      service.getDeployment(orders, id, options),
    ).rejects.toMatchObject({
      name: 'ServiceUnavailableError',
      message: expect.stringContaining('still being read'),
    });
  });

  it('explains an annotation that cannot be read, but not in a list', async () => {
    const { service } = setUp();
    await expect(
      service.getDeployments('component:default/odd', options),
    ).rejects.toMatchObject({ name: 'InputError' });
    await expect(
      service.getDeploymentsOfEntities(
        ['component:default/odd', orders, 'component:default/hidden'],
        options,
      ),
    ).resolves.toMatchObject({
      items: [
        { entityRef: 'component:default/odd', deployments: [] },
        { entityRef: orders, deployments: [{ environment: 'staging' }] },
      ],
    });
  });

  it('tells the rollout that needs attention most, without its steps', async () => {
    const { readModel, service } = setUp();
    readModel.rollouts.set('orders-staging', [
      {
        name: 'orders',
        namespace: 'orders',
        strategy: 'canary',
        phase: 'Paused',
        aborted: false,
        analyses: [],
        stepList: [
          { number: 1, kind: 'pause', title: 'Pause', state: 'current' },
        ],
      },
    ]);
    const { items } = await service.getDeployments(orders, options);
    expect(items[0].rollout).toMatchObject({ phase: 'Paused' });
    expect(items[0].rollout).not.toHaveProperty('stepList');
    const detail = await service.getDeployment(orders, id, options);
    expect(detail.rollouts[0].stepList).toHaveLength(1);
  });
});
