/** The commit that {@link exampleApplication} runs. */
export const exampleCommit = '0123456789abcdef0123456789abcdef01234567';

/** An Application as Argo CD writes it. */
export const exampleApplication = {
  metadata: {
    name: 'order-service-staging',
    namespace: 'argocd',
    labels: { environment: 'staging' },
    annotations: {
      'backstage.io/entity-ref': 'component:default/order-service',
    },
    ownerReferences: [{ kind: 'ApplicationSet', name: 'order-service' }],
  },
  spec: {
    project: 'orders',
    destination: {
      server: 'https://kubernetes.default.svc',
      namespace: 'order-service',
    },
    source: {
      repoURL: 'https://bot:canary@github.com/acme/order-service.git',
      path: 'k8s/overlays/staging',
      targetRevision: 'main',
      helm: { parameters: [{ name: 'environment', value: 'staging' }] },
    },
  },
  status: {
    sync: { status: 'OutOfSync', revision: exampleCommit },
    health: {
      status: 'Degraded',
      message: 'it failed',
      lastTransitionTime: '2026-01-02T03:04:05Z',
    },
    reconciledAt: '2026-01-02T03:05:00Z',
    summary: {
      images: ['ghcr.io/acme/order-service:v1.8.2'],
      externalURLs: [
        'https://order-service.example.com/',
        'Shop|https://bot:canary@shop.example.com/',
        // The attack itself.
        // eslint-disable-next-line no-script-url
        'javascript:alert(1)',
        'https://order-service.example.com/?access_token=canary',
      ],
    },
    history: [
      {
        id: 1,
        revision: 'f'.repeat(40),
        deployedAt: '2026-01-01T00:00:00Z',
        initiatedBy: { automated: true, username: 'nobody' },
        source: {
          kustomize: {
            images: ['order-service=ghcr.io/acme/order-service:v1.8.1'],
          },
        },
      },
      {
        id: 2,
        revision: exampleCommit,
        deployedAt: '2026-01-02T00:00:00Z',
        initiatedBy: { username: 'ana' },
      },
    ],
    operationState: {
      phase: 'Failed',
      message: 'password=canary was refused',
      startedAt: '2026-01-02T00:00:00Z',
      finishedAt: '2026-01-02T00:00:10Z',
      operation: { initiatedBy: { username: 'ana' } },
    },
    conditions: [
      {
        type: 'ComparisonError',
        message: 'it failed',
        lastTransitionTime: '2026-01-02T03:04:05Z',
      },
      { type: 'SomethingSaid', message: 'for your information' },
    ],
    resources: [
      {
        group: 'argoproj.io',
        version: 'v1alpha1',
        kind: 'Rollout',
        namespace: 'order-service',
        name: 'order-service',
        status: 'OutOfSync',
        health: { status: 'Degraded', message: 'it was aborted' },
      },
      {
        version: 'v1',
        kind: 'ConfigMap',
        name: 'old',
        status: 'Synced',
        requiresPruning: true,
      },
    ],
  },
};
