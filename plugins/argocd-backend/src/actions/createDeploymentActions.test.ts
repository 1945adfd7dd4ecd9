import { mockCredentials } from '@backstage/backend-test-utils';
import { actionsRegistryServiceMock } from '@backstage/backend-test-utils/alpha';
import type {
  Deployment,
  DeploymentDetail,
} from '@golden-path/plugin-argocd-common';
import type { DeploymentsService } from '../service/DeploymentsService';
import { createDeploymentActions } from './createDeploymentActions';

function deploymentIn(
  environment: string,
  name = `orders-${environment}`,
): Deployment {
  return {
    instance: 'main',
    application: { name, namespace: 'argocd', project: 'orders' },
    environment,
    cluster: 'sandbox',
    destination: { namespace: 'orders' },
    confirmed: true,
    sync: { status: 'Synced' },
    health: { status: 'Degraded', since: '2026-11-01T10:00:00Z' },
    images: [{ name: 'acme/orders', tag: 'v1.9.0' }],
    history: [],
    resources: [],
    conditions: [],
    links: { argocd: 'https://argocd.example.com/orders', external: [] },
  };
}

const detail: DeploymentDetail = {
  entityRef: 'component:default/orders',
  deployment: deploymentIn('production'),
  explanation: {
    sentence: 'The image acme/orders:v1.9.0 cannot be pulled: not found.',
    severity: 'problem',
    object: { kind: 'Pod', name: 'orders-7d9f' },
  },
  rollouts: [],
  resources: [],
  totalResources: 0,
  events: [],
  history: [],
  distances: [],
  sources: [{ name: 'main', status: 'live' }],
};

const credentials = mockCredentials.user('user:default/ana');

function setUp() {
  const deployments: jest.Mocked<DeploymentsService> = {
    getDeployments: jest.fn().mockResolvedValue({
      items: [
        deploymentIn('staging'),
        deploymentIn('production'),
        deploymentIn('development', 'orders-blue'),
        deploymentIn('development', 'orders-green'),
      ],
      sources: [],
      distances: [],
    }),
    getDeploymentsOfEntities: jest.fn(),
    getDeployment: jest.fn().mockResolvedValue(detail),
    listDeployments: jest.fn().mockResolvedValue({
      items: [
        {
          ...deploymentIn('production'),
          entityRef: 'component:default/orders',
          ownerRefs: ['group:default/team-orders'],
          problem: 'Degraded',
        },
      ],
      totalItems: 1,
      healthCounts: { Degraded: 1 },
      sources: [{ name: 'main', status: 'live' }],
    }),
  };
  const actionsRegistry = actionsRegistryServiceMock();
  createDeploymentActions({ actionsRegistry, deployments });
  const invoke = (id: string, input: object) =>
    actionsRegistry.invoke({
      id: `test:${id}`,
      input: { ...input },
      credentials,
    });
  return { actionsRegistry, deployments, invoke };
}

describe('createDeploymentActions', () => {
  it('registers actions that only read, with examples that their own schemas accept', async () => {
    const { actionsRegistry, invoke } = setUp();
    const { actions } = await actionsRegistry.list();

    expect(actions.map(({ name }) => name)).toEqual([
      'list-deployments',
      'get-deployment',
      'explain-deployment',
    ]);
    for (const action of actions) {
      expect(action.attributes).toEqual({
        readOnly: true,
        destructive: false,
        idempotent: true,
      });
      expect(action.examples).not.toHaveLength(0);
      for (const { input } of action.examples ?? []) {
        await expect(invoke(action.name, input)).resolves.toHaveProperty(
          'output',
        );
      }
      expect(action.schema.output).toMatchObject({
        type: 'object',
        additionalProperties: false,
      });
      for (const input of Object.values(action.schema.input.properties ?? {})) {
        expect(input).toHaveProperty('description');
      }
    }
  });

  it('lists deployments with the filters and the rights of the caller', async () => {
    const { deployments, invoke } = setUp();
    const { output } = await invoke('list-deployments', {
      entityRef: 'orders',
      environment: ['production'],
      needsAttention: true,
    });

    expect(deployments.listDeployments).toHaveBeenCalledWith(
      expect.objectContaining({
        entityRef: 'component:default/orders',
        environment: ['production'],
        needsAttention: true,
        orderBy: 'attention',
        limit: 50,
      }),
      { credentials },
    );
    expect(output).toEqual({
      items: [
        {
          entityRef: 'component:default/orders',
          environment: 'production',
          version: 'v1.9.0',
          health: 'Degraded',
          healthSince: '2026-11-01T10:00:00Z',
          sync: 'Synced',
          confirmed: true,
          problem: 'Degraded',
          application: {
            instance: 'main',
            namespace: 'argocd',
            name: 'orders-production',
          },
        },
      ],
      totalItems: 1,
      sources: [{ name: 'main', status: 'live' }],
    });
  });

  it('finds a deployment by its environment, and tells all of it', async () => {
    const { deployments, invoke } = setUp();
    const { output } = await invoke('get-deployment', {
      entityRef: 'component:default/orders',
      environment: 'production',
    });

    expect(deployments.getDeployment).toHaveBeenCalledWith(
      'component:default/orders',
      { instance: 'main', namespace: 'argocd', name: 'orders-production' },
      { credentials },
    );
    expect(output).toEqual(detail);
  });

  it('explains a deployment in a sentence', async () => {
    const { invoke } = setUp();
    const { output } = await invoke('explain-deployment', {
      entityRef: 'orders',
      application: 'orders-production',
    });

    expect(output).toMatchObject({
      explanation: detail.explanation,
      deployment: { environment: 'production', version: 'v1.9.0' },
      url: 'https://argocd.example.com/orders',
    });
  });

  it.each([
    [
      { entityRef: 'orders', environment: 'development' },
      'InputError',
      'orders-blue (development), orders-green (development)',
    ],
    [
      { entityRef: 'orders', environment: 'nowhere' },
      'NotFoundError',
      'orders-staging (staging)',
    ],
    [{ entityRef: 'component:default/..%2Fclusters' }, 'InputError', 'name:'],
    [{ entityRef: ':::' }, 'InputError', 'no reference of an entity'],
    [{ entityRef: `orders\r\nx` }, 'InputError', ''],
  ])('refuses %j', async (input, name, message) => {
    const { deployments, invoke } = setUp();
    const error = await invoke('explain-deployment', input).catch(e => e);

    expect(error).toMatchObject({
      name,
      message: expect.stringContaining(message),
    });
    expect(deployments.getDeployment).not.toHaveBeenCalled();
  });

  it.each(['list-deployments', 'get-deployment', 'explain-deployment'])(
    '%s tells a refusal as it is (S11)',
    async id => {
      const { deployments, invoke } = setUp();
      const refusal = Object.assign(new Error('not yours'), {
        name: 'NotAllowedError',
      });
      deployments.getDeployments.mockRejectedValue(refusal);
      deployments.listDeployments.mockRejectedValue(refusal);

      await expect(invoke(id, { entityRef: 'orders' })).rejects.toThrow(
        'not yours',
      );
      expect(deployments.getDeployment).not.toHaveBeenCalled();
    },
  );
});
