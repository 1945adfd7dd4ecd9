import { ConfigReader } from '@backstage/config';
import { readClusterConfigs } from './clusterConfig';

const cluster = {
  name: 'sandbox',
  url: 'https://127.0.0.1:6443',
  authProvider: 'serviceAccount',
  serviceAccountToken: 'token',
  caData: 'Y2E=',
};

const read = (...methods: object[]) =>
  readClusterConfigs(
    new ConfigReader({
      // JSON, as a configuration file would give it.
      kubernetes: JSON.parse(
        JSON.stringify({ clusterLocatorMethods: methods }),
      ),
    }),
  );

describe('readClusterConfigs', () => {
  it('reads clusters and leaves the rest of the key to its owner', () => {
    expect(
      read({
        type: 'config',
        clusters: [{ ...cluster, skipMetricsLookup: true, title: 'Sandbox' }],
      }),
    ).toEqual([
      {
        name: 'sandbox',
        url: 'https://127.0.0.1:6443',
        serviceAccountToken: 'token',
        caData: 'Y2E=',
        skipTLSVerify: false,
      },
    ]);
  });

  it('knows no cluster where none is configured', () => {
    expect(readClusterConfigs(new ConfigReader({}))).toEqual([]);
  });

  it.each([
    [
      'another provider',
      { type: 'config', clusters: [{ ...cluster, authProvider: 'google' }] },
      "kubernetes.clusterLocatorMethods[0].clusters[0].authProvider: 'google' is not supported for cluster 'sandbox'",
    ],
    [
      'another locator',
      { type: 'gke', projectId: 'x' },
      "kubernetes.clusterLocatorMethods[0].type: 'gke' is not supported",
    ],
    [
      'a cluster without a URL',
      {
        type: 'config',
        clusters: [{ name: 'a', authProvider: 'serviceAccount' }],
      },
      'kubernetes.clusterLocatorMethods[0].clusters[0].url: ',
    ],
    [
      'a cluster twice',
      { type: 'config', clusters: [cluster, cluster] },
      "cluster 'sandbox' is there twice",
    ],
  ])('refuses %s and names the key', (_title, method, message) => {
    expect(() => read(method)).toThrow(
      expect.objectContaining({
        name: 'InputError',
        message: expect.stringContaining(message),
      }),
    );
  });
});
