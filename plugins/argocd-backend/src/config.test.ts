import { ConfigReader } from '@backstage/config';
import { readArgocdConfig } from './config';

function read(argocd: unknown) {
  // Whatever a configuration file holds has this type.
  const data = {
    argocd,
    platform: { environments: [{ name: 'staging' }, { name: 'production' }] },
  } as ConstructorParameters<typeof ConfigReader>[0];
  return readArgocdConfig(new ConfigReader(data), ['sandbox', 'west']);
}

describe('readArgocdConfig', () => {
  it('is empty without the key', () => {
    expect(read(undefined)).toEqual({
      readOnly: false,
      delivery: { default: 'commit', environments: {} },
      instances: [],
    });
  });

  it('reads both kinds of instances, and those of the public plugins', () => {
    expect(
      read({
        readOnly: true,
        instances: [
          {
            name: 'main',
            cluster: 'sandbox',
            frontendUrl: 'https://argocd.example.com/',
          },
          {
            name: 'teams',
            cluster: 'west',
            namespace: 'gitops',
            applicationNamespaces: ['orders', 'payments'],
          },
          { name: 'all', cluster: 'west', applicationNamespaces: '*' },
          {
            name: 'remote',
            url: 'https://remote.example.com/argo/',
            token: 'a-token',
            inCluster: 'west',
            frontendUrl: 'https://argo.example.com',
          },
        ],
        appLocatorMethods: [
          { type: 'other', anything: 1 },
          {
            type: 'config',
            instances: [
              { name: 'older', url: 'https://older.example.com', token: 'x' },
            ],
          },
        ],
      }),
    ).toEqual({
      readOnly: true,
      delivery: { default: 'commit', environments: {} },
      instances: [
        {
          type: 'cluster',
          name: 'main',
          cluster: 'sandbox',
          namespace: 'argocd',
          applicationNamespaces: [],
          frontendUrl: 'https://argocd.example.com',
        },
        {
          type: 'cluster',
          name: 'teams',
          cluster: 'west',
          namespace: 'gitops',
          applicationNamespaces: ['orders', 'payments'],
        },
        {
          type: 'cluster',
          name: 'all',
          cluster: 'west',
          namespace: 'argocd',
          applicationNamespaces: '*',
        },
        {
          type: 'server',
          name: 'remote',
          url: 'https://remote.example.com/argo',
          token: 'a-token',
          cluster: 'west',
          frontendUrl: 'https://argo.example.com',
        },
        {
          type: 'server',
          name: 'older',
          url: 'https://older.example.com',
          token: 'x',
          frontendUrl: 'https://older.example.com',
        },
      ],
    });
  });

  it('reads how new images get into Git, for all and for each environment', () => {
    expect(read({ delivery: 'pull-request' }).delivery).toEqual({
      default: 'pull-request',
      environments: {},
    });
    expect(
      read({ delivery: { environments: { production: 'pull-request' } } })
        .delivery,
    ).toEqual({
      default: 'commit',
      environments: { production: 'pull-request' },
    });
    expect(() =>
      read({ delivery: { environments: { prodution: 'pull-request' } } }),
    ).toThrow(
      'argocd.delivery.environments.prodution: there is no such environment in platform.environments (staging, production)',
    );
    expect(() => read({ delivery: 'merge' })).toThrow(
      'argocd.delivery: expected',
    );
  });

  it('tells all problems together, each with its key', () => {
    expect(() =>
      read({
        readonly: true,
        instances: [
          { name: 'main', cluster: 'sandbox', frontendURL: 'https://a.b' },
          { name: 'main', cluster: 'east' },
          { name: 'main', cluster: 'west' },
          { name: 'remote', url: 'ftp://remote.example.com' },
          { cluster: 'sandbox', frontendUrl: 'data:text/html,x' },
          'main',
        ],
      }),
    ).toThrowErrorMatchingInlineSnapshot(`
      "The configuration of Argo CD is not valid:
        argocd.readonly: there is no such key
        argocd.instances[0].frontendURL: there is no such key
        argocd.instances[3].url: expected an http or https address
        argocd.instances[3].token: a token is needed
        argocd.instances[4].name: Invalid input: expected string, received undefined
        argocd.instances[4].frontendUrl: expected an http or https address
        argocd.instances[5]: Invalid input: expected object, received string
        argocd.instances: the cluster 'east' of 'main' is not in kubernetes.clusterLocatorMethods (sandbox, west)
        argocd.instances: the name 'main' is there twice"
    `);
  });

  it('S13: refuses what would give a token away, and passwords', () => {
    expect(() =>
      read({
        username: 'admin',
        instances: [
          { name: 'plain', url: 'http://argocd.example.com', token: 'canary' },
          {
            name: 'older',
            url: 'https://argocd.example.com',
            username: 'admin',
            password: 'canary',
          },
          {
            name: 'odd',
            cluster: 'west',
            namespace: '../clusters',
            applicationNamespaces: ['team-*'],
          },
          { name: 'far', url: 'https://a.b', token: 'x', inCluster: 'east' },
        ],

        appLocatorMethods: [
          {
            type: 'config',
            instances: [{ name: 'a', url: 'https://a.b', password: 'canary' }],
          },
        ],
      }),
    ).toThrowErrorMatchingInlineSnapshot(`
      "The configuration of Argo CD is not valid:
        argocd.username: user name and password are not supported: create an Argo CD account with an API key and give the instance its token
        argocd.instances[0].url: the token would be sent unencrypted: use https, or set allowInsecure: true for a network that you trust
        argocd.instances[1].token: a token is needed
        argocd.instances[1].username: user name and password are not supported: create an Argo CD account with an API key and give the instance its token
        argocd.instances[1].password: user name and password are not supported: create an Argo CD account with an API key and give the instance its token
        argocd.instances[2].namespace: expected the name of a namespace
        argocd.instances[2].applicationNamespaces[0]: expected the name of a namespace
        argocd.appLocatorMethods[0].instances[0].token: a token is needed
        argocd.appLocatorMethods[0].instances[0].password: user name and password are not supported: create an Argo CD account with an API key and give the instance its token
        argocd.instances: the cluster 'east' of 'far' is not in kubernetes.clusterLocatorMethods (sandbox, west)"
    `);
  });

  it.each([
    { url: 'http://localhost:8080' },
    { url: 'http://argocd-server.argocd.svc', allowInsecure: true },
  ])('takes %j', instance => {
    expect(
      read({ instances: [{ name: 'a', token: 'x', ...instance }] }).instances,
    ).toHaveLength(1);
  });
});
