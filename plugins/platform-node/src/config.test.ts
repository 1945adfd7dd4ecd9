import { ConfigReader } from '@backstage/config';
import { readPlatformConfig } from './config';

const valid = {
  environments: [
    { name: 'development', cluster: 'sandbox', argocd: 'main' },
    { name: 'staging', cluster: 'sandbox', argocd: 'main' },
    {
      name: 'production',
      cluster: 'sandbox',
      argocd: 'main',
      promoteFrom: 'staging',
      approval: { approvers: ['group:default/team-platform'], required: 1 },
    },
  ],
  admins: ['group:default/team-platform'],
  ownership: [{ group: 'group:default/team-orders', namespaces: ['orders'] }],
  repositories: { host: 'localhost:4010', owner: 'acme' },
  starterImage: `registry.example.com/starter@sha256:${'0'.repeat(64)}`,
};

const kubernetes = {
  clusterLocatorMethods: [
    {
      type: 'config',
      clusters: ['sandbox', 'c'].map(name => ({
        name,
        url: 'https://127.0.0.1:6443',
        authProvider: 'serviceAccount',
        serviceAccountToken: 'token',
      })),
    },
  ],
};

const read = (platform: object) =>
  readPlatformConfig(
    // JSON, as a configuration file would give it.
    new ConfigReader(JSON.parse(JSON.stringify({ platform, kubernetes }))),
  );

describe('readPlatformConfig', () => {
  it('reads all of it', () => {
    expect(read(valid)).toEqual({
      ...valid,
      ownership: [
        {
          group: 'group:default/team-orders',
          namespaces: ['orders'],
          projects: [],
        },
      ],
    });
  });

  it('has nothing but empty lists without configuration', () => {
    expect(readPlatformConfig(new ConfigReader({}))).toEqual({
      environments: [],
      admins: [],
      ownership: [],
    });
  });

  it.each([
    ['a misspelt key', { enviroments: [] }, 'platform.enviroments: '],
    [
      'a misspelt key inside',
      {
        environments: [{ name: 'a', cluster: 'c', argocd: 'm', promote: 'b' }],
      },
      'platform.environments[0].promote: ',
    ],
    [
      'a missing key',
      { environments: [{ name: 'a', argocd: 'm' }] },
      'platform.environments[0].cluster: ',
    ],
    [
      'a name that is none',
      { environments: [{ name: 'Prod', cluster: 'c', argocd: 'm' }] },
      'platform.environments[0].name: ',
    ],
    [
      'an environment twice',
      { environments: [valid.environments[0], valid.environments[0]] },
      'platform.environments[1].name: ',
    ],
    [
      'a promotion from a later environment',
      {
        environments: [
          { ...valid.environments[0], promoteFrom: 'staging' },
          valid.environments[1],
        ],
      },
      'platform.environments[0].promoteFrom: ',
    ],
    [
      'a cluster that nobody knows',
      { environments: [{ ...valid.environments[0], cluster: 'moon' }] },
      "platform.environments[0].cluster: 'moon' is not in kubernetes.clusterLocatorMethods (sandbox, c)",
    ],
    [
      'an administrator that is no reference',
      { admins: ['team-platform'] },
      'platform.admins[0]: ',
    ],
    [
      'an owner that is no group',
      { ownership: [{ group: 'user:default/ana' }] },
      'platform.ownership[0].group: ',
    ],
    [
      'an approval by nobody',
      {
        environments: [
          {
            ...valid.environments[0],
            approval: { approvers: [], required: 0 },
          },
        ],
      },
      'platform.environments[0].approval.approvers: ',
    ],
    [
      'a starter image by tag',
      { starterImage: 'registry.example.com/starter:latest' },
      'platform.starterImage: ',
    ],
    ['text for a list', { admins: 'pia' }, 'platform.admins: '],
  ])('refuses %s and names the key', (_title, platform, key) => {
    expect(() => read(platform)).toThrow(
      expect.objectContaining({
        name: 'InputError',
        message: expect.stringContaining(`\n  ${key}`),
      }),
    );
  });

  it('reports all problems at once', () => {
    expect(() => read({ admin: [], admins: ['x'], starterImage: 'y' })).toThrow(
      /platform\.admins\[0\][^]*platform\.starterImage[^]*platform\.admin: there is no such key/,
    );
  });
});
