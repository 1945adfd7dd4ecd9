import { KubeConfig } from '@kubernetes/client-node';
import type { ClustersService } from '../ClustersService';
import { DefaultApplicationsService } from './DefaultApplicationsService';

const servers: Record<string, string> = {
  far: 'https://far.example.com:6443',
  inner: 'https://kubernetes.default.svc',
};

function clustersAt(connection: KubeConfig): ClustersService {
  return {
    names: () => ['sandbox', ...Object.keys(servers)],
    get: async () => connection,
    serverOf: name => servers[name],
    nameOfServer: () => undefined,
  };
}

describe('DefaultApplicationsService', () => {
  const unreachable = new KubeConfig();
  unreachable.loadFromClusterAndUser(
    // Nothing listens on port 1.
    { name: 'far', server: 'https://127.0.0.1:1', skipTLSVerify: false },
    { name: 'far', token: 'token' },
  );
  const service = DefaultApplicationsService.create({
    clusters: clustersAt(unreachable),
    instances: [{ name: 'main', cluster: 'sandbox', namespace: 'argocd' }],
  });

  it('says which cluster does not answer', async () => {
    await expect(
      service.find({ instance: 'main', name: 'orders' }),
    ).rejects.toMatchObject({
      name: 'ServiceUnavailableError',
      message: expect.stringContaining("cluster 'sandbox' did not answer"),
    });
  });

  it('names the instances that it knows', async () => {
    await expect(
      service.find({ instance: 'other', name: 'orders' }),
    ).rejects.toMatchObject({
      name: 'NotFoundError',
      message: expect.stringMatching(/'other'.*Known instances: main/),
    });
  });

  it('knows clusters by the address that Argo CD uses for them', () => {
    expect(service.destinationServer('main', 'sandbox')).toBe(
      'https://kubernetes.default.svc',
    );
    expect(service.destinationServer('main', 'far')).toBe(
      'https://far.example.com:6443',
    );
  });

  it('gives no address that Argo CD would take for its own cluster', () => {
    expect(() => service.destinationServer('main', 'inner')).toThrow(
      expect.objectContaining({
        name: 'InputError',
        message: expect.stringContaining("url of cluster 'inner'"),
      }),
    );
  });
});
