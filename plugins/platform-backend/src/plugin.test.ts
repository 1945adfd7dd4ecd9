import { createServiceFactory } from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  applicationsServiceRef,
  gitHubServiceRef,
  type ApplicationsService,
  type GitHubService,
} from '@golden-path/plugin-platform-node';
import request from 'supertest';
import platformPlugin from './index';

const data = {
  app: { baseUrl: 'http://portal.example.com' },
  kubernetes: {
    clusterLocatorMethods: [
      {
        type: 'config',
        clusters: [
          {
            name: 'sandbox',
            url: 'https://127.0.0.1:6443',
            authProvider: 'serviceAccount',
            serviceAccountToken: 'token',
          },
        ],
      },
    ],
  },
  platform: {
    environments: [
      { name: 'staging', cluster: 'sandbox', argocd: 'main' },
      {
        name: 'production',
        cluster: 'sandbox',
        argocd: 'main',
        promoteFrom: 'staging',
        approval: { approvers: ['group:default/team-platform'], required: 2 },
      },
    ],
    repositories: { host: 'git.example.com', owner: 'acme' },
  },
};

const component = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: 'in-catalog', namespace: 'default' },
  spec: { type: 'service', owner: 'team-orders', lifecycle: 'production' },
};

const gitHub = {
  hosts: () => ['git.example.com'],
  listCommits: jest.fn(),
  repositoryExists: jest.fn(),
  findRepository: jest.fn<
    ReturnType<GitHubService['findRepository']>,
    Parameters<GitHubService['findRepository']>
  >(),
};
const applications = {
  find: jest.fn<
    ReturnType<ApplicationsService['find']>,
    Parameters<ApplicationsService['find']>
  >(),
  apply: jest.fn(),
  remove: jest.fn(),
  destinationServer: jest.fn(),
};

beforeEach(() => {
  jest.resetAllMocks();
  gitHub.findRepository.mockImplementation(async ({ repo }) =>
    repo === 'in-github'
      ? {
          url: 'https://git.example.com/acme/in-github',
          empty: false,
          defaultBranch: 'main',
        }
      : undefined,
  );
  applications.find.mockImplementation(async ({ instance, name }) =>
    name === 'in-cluster-production'
      ? { instance, name, cluster: 'sandbox', namespace: 'argocd' }
      : undefined,
  );
});

async function start(options: { denied?: boolean; config?: object } = {}) {
  // JSON, as a configuration file would give it.
  const config: Parameters<typeof mockServices.rootConfig.factory>[0] =
    JSON.parse(JSON.stringify({ data: options.config ?? data }));
  const { server } = await startTestBackend({
    features: [
      platformPlugin,
      mockServices.rootConfig.factory(config),
      catalogServiceMock.factory({ entities: [component] }),
      mockServices.permissions.mock({
        authorize: async () => [
          {
            result: options.denied
              ? AuthorizeResult.DENY
              : AuthorizeResult.ALLOW,
          },
        ],
      }).factory,
      createServiceFactory({
        service: gitHubServiceRef,
        deps: {},
        factory: () => gitHub,
      }),
      createServiceFactory({
        service: applicationsServiceRef,
        deps: {},
        factory: () => applications,
      }),
    ],
  });
  return server;
}

describe('GET /v1/names/:name/availability', () => {
  const ask = (server: Awaited<ReturnType<typeof start>>, name: string) =>
    request(server).get(`/api/platform/v1/names/${name}/availability`);

  it('finds a free name free everywhere', async () => {
    const response = await ask(await start(), 'brand-new');

    expect(response.status).toBe(200);
    expect(response.body).toMatchObject({
      name: 'brand-new',
      available: true,
      checks: [
        { system: 'catalog', status: 'free' },
        { system: 'repository', status: 'free' },
        { system: 'application', status: 'free' },
      ],
    });
  });

  it.each([
    [
      'in-catalog',
      'catalog',
      'http://portal.example.com/catalog/default/component/in-catalog',
    ],
    ['in-github', 'repository', 'https://git.example.com/acme/in-github'],
    ['in-cluster', 'application', undefined],
  ])('says where %s is taken', async (name, system, url) => {
    const { body } = await ask(await start(), name);

    expect(body.available).toBe(false);
    expect(
      body.checks.filter(
        (check: { status: string }) => check.status !== 'free',
      ),
    ).toEqual([
      {
        system,
        status: 'taken',
        message: expect.stringContaining(name),
        ...(url ? { url } : {}),
      },
    ]);
  });

  it('leaves open what a system does not tell, and answers the rest', async () => {
    gitHub.findRepository.mockRejectedValue(new Error('connection refused'));
    const { body } = await ask(await start(), 'brand-new');

    expect(body).toMatchObject({
      available: true,
      checks: [
        { system: 'catalog', status: 'free' },
        {
          system: 'repository',
          status: 'unknown',
          message: 'Could not ask GitHub: connection refused',
        },
        { system: 'application', status: 'free' },
      ],
    });
  });

  it.each([
    ['capitals', 'Order-Service'],
    ['a parent path', '..%2F..%2Fenvironments'],
    ['dots', 'a..b'],
    ['256 characters', 'x'.repeat(256)],
  ])('refuses %s with the rule and asks nobody', async (_title, name) => {
    const response = await ask(await start(), name);

    expect(response.status).toBe(400);
    expect(response.body.error).toMatchObject({
      name: 'InputError',
      message: expect.stringContaining('lowercase letters, digits and hyphens'),
    });
    expect(gitHub.findRepository).not.toHaveBeenCalled();
    expect(applications.find).not.toHaveBeenCalled();
  });

  it('denies those who may not ask, before anything is asked', async () => {
    const response = await ask(await start({ denied: true }), 'brand-new');

    expect(response.status).toBe(403);
    expect(response.body.error.message).toContain('platform.name.read');
    expect(gitHub.findRepository).not.toHaveBeenCalled();
  });

  it('denies callers without a token', async () => {
    const response = await ask(await start(), 'brand-new').set(
      'Authorization',
      mockCredentials.none.header(),
    );

    expect(response.status).toBe(401);
  });
});

describe('GET /v1/environments', () => {
  it('lists the environments in the order of promotion', async () => {
    const response = await request(await start()).get(
      '/api/platform/v1/environments',
    );

    expect(response.body).toEqual({
      items: [
        { name: 'staging', cluster: 'sandbox', requiredApprovals: 0 },
        {
          name: 'production',
          cluster: 'sandbox',
          promoteFrom: 'staging',
          requiredApprovals: 2,
        },
      ],
    });
  });

  it('denies those who may not see them', async () => {
    const response = await request(await start({ denied: true })).get(
      '/api/platform/v1/environments',
    );

    expect(response.status).toBe(403);
  });
});

describe('start-up', () => {
  it('fails on a misspelt key and names it', async () => {
    await expect(
      start({ config: { ...data, platform: { enviroments: [] } } }),
    ).rejects.toThrow(/platform\.enviroments: there is no such key/);
  });
});
