import { ConfigReader } from '@backstage/config';
import { readArgocdConfig } from './config';

function read(argocd: unknown) {
  // Whatever a configuration file holds has this type.
  const data = { argocd } as ConstructorParameters<typeof ConfigReader>[0];
  return readArgocdConfig(new ConfigReader(data), ['sandbox', 'west']);
}

describe('readArgocdConfig', () => {
  it('is empty without the key', () => {
    expect(read(undefined)).toEqual({ readOnly: false, instances: [] });
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
            name: 'remote',
            url: 'https://remote.example.com',
            token: 'canary',
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
      instances: [
        {
          type: 'cluster',
          name: 'main',
          cluster: 'sandbox',
          namespace: 'argocd',
          frontendUrl: 'https://argocd.example.com',
        },
        { type: 'server', name: 'remote', url: 'https://remote.example.com' },
        { type: 'server', name: 'older', url: 'https://older.example.com' },
      ],
    });
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
        argocd.instances[3].token: Invalid input: expected string, received undefined
        argocd.instances[4].name: Invalid input: expected string, received undefined
        argocd.instances[4].frontendUrl: expected an http or https address
        argocd.instances[5]: Invalid input: expected object, received string
        argocd.instances: the cluster 'east' of 'main' is not in kubernetes.clusterLocatorMethods (sandbox, west)
        argocd.instances: the name 'main' is there twice"
    `);
  });
});
