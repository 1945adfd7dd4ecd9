import type { ClusterConfig } from '../clusterConfig';
import { DefaultClustersService } from './DefaultClustersService';

const cluster: ClusterConfig = {
  name: 'sandbox',
  url: 'https://127.0.0.1:6443',
  serviceAccountToken: 'token',
  caData: 'Y2E=',
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
    expect(connection.getCurrentCluster()?.server).toBe(
      'https://127.0.0.1:6443',
    );
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
});
