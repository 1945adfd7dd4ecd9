import {
  exampleApplication as application,
  exampleCommit as commit,
} from '../__testUtils__/exampleApplication';
import { projectApplication } from './projectApplication';

const origin = {
  instance: 'main',
  cluster: 'sandbox',
  frontendUrl: 'https://argocd.example.com',
  nameOfServer: (url: string) =>
    url === 'https://10.0.0.1:6443/' ? 'north' : undefined,
};

describe('projectApplication', () => {
  it('picks the fields that are shown', () => {
    expect(projectApplication(application, origin)).toEqual({
      instance: 'main',
      name: 'order-service-staging',
      namespace: 'argocd',
      project: 'orders',
      labels: { environment: 'staging' },
      applicationSet: 'order-service',
      cluster: 'sandbox',
      destinationNamespace: 'order-service',
      entityRef: 'component:default/order-service',
      environmentParameter: 'staging',
      repositoryUrls: ['https://github.com/acme/order-service.git'],
      path: 'k8s/overlays/staging',
      sync: {
        status: 'OutOfSync',
        revision: commit,
        targetRevision: 'main',
        comparedAt: '2026-01-02T03:05:00Z',
      },
      health: {
        status: 'Degraded',
        message: 'it failed',
        since: '2026-01-02T03:04:05Z',
      },
      images: [{ name: 'ghcr.io/acme/order-service', tag: 'v1.8.2' }],
      operation: {
        phase: 'Failed',
        message: 'password=[redacted] was refused',
        startedAt: '2026-01-02T00:00:00Z',
        finishedAt: '2026-01-02T00:00:10Z',
        initiatedBy: 'ana',
        automated: false,
      },
      history: [
        {
          id: 2,
          revision: commit,
          images: [{ name: 'ghcr.io/acme/order-service', tag: 'v1.8.2' }],
          deployedAt: '2026-01-02T00:00:00Z',
          initiatedBy: 'ana',
          automated: false,
        },
        {
          id: 1,
          revision: 'f'.repeat(40),
          images: [{ name: 'ghcr.io/acme/order-service', tag: 'v1.8.1' }],
          deployedAt: '2026-01-01T00:00:00Z',
          automated: true,
        },
      ],
      conditions: [
        {
          type: 'ComparisonError',
          message: 'it failed',
          since: '2026-01-02T03:04:05Z',
        },
      ],
      resources: [
        {
          group: 'argoproj.io',
          kind: 'Rollout',
          namespace: 'order-service',
          name: 'order-service',
          sync: 'OutOfSync',
          health: 'Degraded',
          message: 'it was aborted',
          requiresPruning: false,
        },
        {
          group: '',
          kind: 'ConfigMap',
          namespace: '',
          name: 'old',
          sync: 'Synced',
          requiresPruning: true,
        },
      ],
      deployedAt: '2026-01-02T00:00:00Z',
      links: {
        repository: 'https://github.com/acme/order-service',
        commit: `https://github.com/acme/order-service/commit/${commit}`,
        argocd:
          'https://argocd.example.com/applications/argocd/order-service-staging',
        external: [
          'https://order-service.example.com/',
          'https://shop.example.com/',
        ],
      },
    });
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
    [{ server: 'https://10.0.0.1:6443/' }, 'north'],
    [{ name: 'https://10.0.0.1:6443/' }, '10.0.0.1:6443'],
    [{}, 'sandbox'],
  ])('names the cluster of the destination %j %s', (destination, cluster) => {
    const projection = projectApplication(
      { ...application, spec: { ...application.spec, destination } },
      origin,
    );
    expect(projection.cluster).toBe(cluster);
  });

  it('R19: reads several sources: the first with a repository gives version and links', () => {
    const projection = projectApplication(
      {
        ...application,
        spec: {
          ...application.spec,
          source: undefined,
          sources: [
            { ref: 'nothing' },
            { repoURL: 'https://github.com/acme/values', path: 'values' },
            { repoURL: 'https://charts.example.com', chart: 'service' },
          ],
        },
        status: {
          sync: { status: 'Synced', revisions: ['', commit, '1.2.3'] },
          history: [{ id: 7, revisions: ['', commit, '1.2.2'] }],
          summary: { images: ['acme/service:1.2.3'] },
        },
      },
      origin,
    );
    expect(projection.repositoryUrls).toEqual([
      'https://github.com/acme/values',
      'https://charts.example.com',
    ]);
    expect(projection.path).toBe('values');
    expect(projection.sync.revision).toBe(commit);
    expect(projection.links.commit).toBe(
      `https://github.com/acme/values/commit/${commit}`,
    );
    expect(projection.history).toEqual([
      {
        id: 7,
        revision: commit,
        images: [{ name: 'acme/service', tag: '1.2.3' }],
        automated: false,
      },
    ]);
  });

  it('has no link to a commit for a chart', () => {
    const { links, sync } = projectApplication(
      {
        ...application,
        spec: {
          ...application.spec,
          source: { repoURL: 'https://charts.example.com', chart: 'service' },
        },
        status: { sync: { status: 'Synced', revision: '1.2.3' } },
      },
      origin,
    );
    expect(sync.revision).toBe('1.2.3');
    expect(links.commit).toBeUndefined();
  });

  it.each([
    [undefined, undefined, undefined],
    [{}, undefined, { phase: 'Running', automated: false }],
    [
      { initiatedBy: { username: 'ben' } },
      { phase: 'Succeeded', operation: { initiatedBy: { automated: true } } },
      { phase: 'Running', initiatedBy: 'ben', automated: false },
    ],
    [
      { initiatedBy: { automated: true } },
      {
        phase: 'Terminating',
        startedAt: '2026-01-02T00:00:00Z',
        operation: { initiatedBy: { automated: true } },
      },
      {
        phase: 'Terminating',
        startedAt: '2026-01-02T00:00:00Z',
        automated: true,
      },
    ],
    [undefined, { phase: 'Dancing' }, { phase: 'Running', automated: false }],
  ])(
    'reads the operation of %j and %j',
    (operation, operationState, expected) => {
      const projection = projectApplication(
        { ...application, operation, status: { operationState } },
        origin,
      );
      expect(projection.operation).toEqual(expected);
    },
  );

  it('leaves out what has an odd shape, and keeps the rest', () => {
    const projection = projectApplication(
      {
        ...application,
        status: {
          ...application.status,
          history: 'none',
          conditions: [{}],
          resources: [{ kind: 7 }],
          summary: { images: 'x' },
        },
      },
      origin,
    );
    expect(projection.history).toEqual([]);
    expect(projection.conditions).toEqual([]);
    expect(projection.resources).toEqual([]);
    expect(projection.images).toEqual([]);
    expect(projection.health.status).toBe('Degraded');
  });

  it('does not read what is no application', () => {
    expect(() => projectApplication({ metadata: {} }, origin)).toThrow();
  });
});
