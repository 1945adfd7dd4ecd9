import { projectApplication } from './projectApplication';

const origin = {
  instance: 'main',
  cluster: 'sandbox',
  frontendUrl: 'https://argocd.example.com',
};
const commit = '0123456789abcdef0123456789abcdef01234567';

const application = {
  metadata: {
    name: 'order-service-staging',
    namespace: 'argocd',
    labels: { environment: 'staging' },
    annotations: {
      'backstage.io/entity-ref': 'component:default/order-service',
      'kubectl.kubernetes.io/last-applied-configuration': 'canary',
    },
  },
  spec: {
    project: 'orders',
    destination: {
      server: 'https://kubernetes.default.svc',
      namespace: 'order-service',
    },
    source: {
      repoURL: 'https://bot:canary@github.com/acme/order-service.git',
      targetRevision: 'main',
      helm: {
        values: 'password: canary',
        parameters: [
          { name: 'password', value: 'canary' },
          { name: 'environment', value: 'staging' },
        ],
      },
    },
  },
  status: {
    sync: { status: 'OutOfSync', revision: commit },
    health: {
      status: 'Degraded',
      message: 'it failed',
      lastTransitionTime: '2026-01-02T03:04:05Z',
    },
    summary: { images: ['ghcr.io/acme/order-service:v1.8.2'] },
    history: [
      { deployedAt: '2026-01-01T00:00:00Z' },
      { deployedAt: '2026-01-02T00:00:00Z' },
    ],
    operationState: { syncResult: { resources: ['canary'] } },
  },
};

describe('projectApplication', () => {
  it('picks the fields that are shown', () => {
    expect(projectApplication(application, origin)).toEqual({
      instance: 'main',
      name: 'order-service-staging',
      namespace: 'argocd',
      project: 'orders',
      labels: { environment: 'staging' },
      cluster: 'sandbox',
      destinationNamespace: 'order-service',
      entityRef: 'component:default/order-service',
      environmentParameter: 'staging',
      repositoryUrls: ['https://github.com/acme/order-service.git'],
      sync: {
        status: 'OutOfSync',
        revision: '0123456',
        targetRevision: 'main',
      },
      health: {
        status: 'Degraded',
        message: 'it failed',
        since: '2026-01-02T03:04:05Z',
      },
      images: [{ name: 'ghcr.io/acme/order-service', tag: 'v1.8.2' }],
      deployedAt: '2026-01-02T00:00:00Z',
      links: {
        repository: 'https://github.com/acme/order-service',
        commit: `https://github.com/acme/order-service/commit/${commit}`,
        argocd:
          'https://argocd.example.com/applications/argocd/order-service-staging',
      },
    });
  });

  it('S16: keeps nothing else', () => {
    const projection = projectApplication(application, origin);
    expect(JSON.stringify(projection)).not.toContain('canary');
  });

  it('reads an application that was just made', () => {
    const { metadata, spec } = application;
    const projection = projectApplication({ metadata, spec }, origin);
    expect(projection).toMatchObject({
      sync: { status: 'Unknown' },
      health: { status: 'Unknown' },
      images: [],
    });
  });

  it('tells words and times that it does not know as unknown', () => {
    const projection = projectApplication(
      {
        ...application,
        status: {
          sync: { status: 'Sunk' },
          health: { status: 'Fine', lastTransitionTime: 'yesterday' },
        },
      },
      { ...origin, frontendUrl: undefined },
    );
    expect(projection.sync.status).toBe('Unknown');
    expect(projection.health).toEqual({ status: 'Unknown' });
    expect(projection.links.argocd).toBeUndefined();
  });

  it.each([
    [{ name: 'in-cluster' }, 'sandbox'],
    [{ name: 'west' }, 'west'],
    [{ server: 'https://west.example.com:6443' }, 'west.example.com:6443'],
    [{}, 'sandbox'],
  ])('names the cluster of the destination %j %s', (destination, cluster) => {
    const projection = projectApplication(
      { ...application, spec: { ...application.spec, destination } },
      origin,
    );
    expect(projection.cluster).toBe(cluster);
  });

  it('reads several sources; the first one gives version and links', () => {
    const projection = projectApplication(
      {
        ...application,
        spec: {
          ...application.spec,
          source: undefined,
          sources: [
            { repoURL: 'https://charts.example.com', chart: 'service' },
            { repoURL: 'https://github.com/acme/values' },
          ],
        },
        status: { sync: { status: 'Synced', revisions: ['1.2.3', commit] } },
      },
      origin,
    );
    expect(projection.repositoryUrls).toEqual([
      'https://charts.example.com',
      'https://github.com/acme/values',
    ]);
    expect(projection.sync.revision).toBe('1.2.3');
    expect(projection.links.commit).toBeUndefined();
  });

  it('does not read what is no application', () => {
    expect(() => projectApplication({ metadata: {} }, origin)).toThrow();
  });
});
