import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ClusterConfig } from '../clusterConfig';
import { DefaultClustersService } from './DefaultClustersService';

const cluster: ClusterConfig = {
  name: 'sandbox',
  url: 'https://127.0.0.1:6443',
  serviceAccountToken: 'token',
  caData: 'Y2E=',
  skipTLSVerify: false,
};

const inner: ClusterConfig = {
  name: 'inner',
  url: 'https://kubernetes.default.svc',
  skipTLSVerify: false,
};

describe('DefaultClustersService', () => {
  const service = DefaultClustersService.create({
    clusters: [
      cluster,
      { ...cluster, name: 'far', url: 'https://Far.example.com/k8s/c-1/' },
      { ...cluster, name: 'near', url: 'https://near.example.com:443' },
      { ...cluster, name: 'inner', url: 'https://kubernetes.default.svc' },
    ],
  });

  it('gives the connection of a cluster and names the known ones otherwise', async () => {
    expect(service.names()).toEqual(['sandbox', 'far', 'near', 'inner']);
    expect(service.serverOf('sandbox')).toBe('https://127.0.0.1:6443');
    const connection = await service.get('sandbox');
    expect(connection.getCurrentCluster()).toMatchObject({
      server: 'https://127.0.0.1:6443',
      caData: 'Y2E=',
      skipTLSVerify: false,
    });
    expect(connection.getCurrentUser()).toMatchObject({ token: 'token' });
    const unknown = {
      name: 'NotFoundError',
      message: expect.stringMatching(
        /'production'.*Known clusters: sandbox, far/,
      ),
    };
    await expect(service.get('production')).rejects.toMatchObject(unknown);
    expect(() => service.serverOf('production')).toThrow(
      expect.objectContaining(unknown),
    );
  });

  it.each([
    ['https://127.0.0.1:6443', 'sandbox'],
    ['https://127.0.0.1:6443/', 'sandbox'],
    ['https://127.0.0.1', undefined],
    ['http://127.0.0.1:6443', undefined],
    ['https://far.EXAMPLE.com:443/k8s/c-1', 'far'],
    ['https://far.example.com/k8s/C-1', undefined],
    ['https://far.example.com', undefined],
    ['https://near.example.com', 'near'],
    ['https://near.example.com.evil.example.com', undefined],
    ['https://kubernetes.default.svc', undefined],
    ['https://kubernetes.default.svc.cluster.local:443/', undefined],
    ['sandbox', undefined],
    ['', undefined],
  ])('knows which cluster is at %s', (url, name) => {
    expect(service.nameOfServer(url)).toBe(name);
  });

  it('needs a token outside of a cluster', () => {
    expect(() =>
      DefaultClustersService.create({
        clusters: [{ name: 'a', url: 'https://a', skipTLSVerify: false }],
      }),
    ).toThrow(/Cluster 'a'.*serviceAccountToken/);
  });

  describe('inside of a cluster', () => {
    let folder: string;

    beforeAll(async () => {
      process.env.KUBERNETES_SERVICE_HOST = '10.96.0.1';
      process.env.KUBERNETES_SERVICE_PORT = '443';
      folder = await mkdtemp(join(tmpdir(), 'clusters-'));
    });

    afterAll(async () => {
      delete process.env.KUBERNETES_SERVICE_HOST;
      delete process.env.KUBERNETES_SERVICE_PORT;
      await rm(folder, { recursive: true });
    });

    it('R5: takes the token from its file, and a new one with the next connection', async () => {
      const inside = DefaultClustersService.create({ clusters: [inner] });
      const tokenFile = join(folder, 'token');
      const authorization = async () => {
        const connection = await inside.get('inner');
        expect(connection.getCurrentCluster()?.server).toBe(
          'https://10.96.0.1:443',
        );
        const user = connection.getCurrentUser();
        expect(user?.authProvider.config.tokenFile).toBe(
          '/var/run/secrets/kubernetes.io/serviceaccount/token',
        );
        // The file of the pod is not there in a test.
        user!.authProvider.config.tokenFile = tokenFile;
        connection.loadFromClusterAndUser(
          { name: 'inner', server: 'http://10.96.0.1', skipTLSVerify: true },
          user!,
        );
        const options = { headers: {} as Record<string, string> };
        await connection.applyToHTTPSOptions(options);
        return options.headers.Authorization;
      };

      await writeFile(tokenFile, 'first');
      await expect(authorization()).resolves.toBe('Bearer first');
      await writeFile(tokenFile, 'second');
      await expect(authorization()).resolves.toBe('Bearer second');
    });
  });
});
