import type { Entity } from '@backstage/catalog-model';
import type {
  Deployment,
  DeploymentsResponse,
} from '@golden-path/plugin-argocd-common';

/** The entity of the examples. */
export const orderService: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name: 'order-service',
    namespace: 'default',
    annotations: {
      'argocd/app-selector': 'app.kubernetes.io/name=order-service',
    },
  },
  spec: { type: 'service', owner: 'team-orders', lifecycle: 'production' },
};

/** The commit that the examples run. */
export const exampleRevision = '0123456789abcdef0123456789abcdef01234567';

/** A time in the past, as an ISO 8601 text. */
export function minutesAgo(minutes: number): string {
  // The clock of the screen is up to a second behind: without this second, a minute would sometimes be 59 s.
  return new Date(Date.now() - minutes * 60_000 - 1_000).toISOString();
}

/** A healthy deployment, with some things different. */
export function deploymentOf(
  environment: string | null,
  differences: Partial<Deployment> = {},
): Deployment {
  const name = `order-service-${environment ?? 'sandbox'}`;
  return {
    instance: 'main',
    application: { name, namespace: 'argocd', project: 'orders' },
    environment,
    cluster: 'sandbox',
    destination: { namespace: name },
    confirmed: true,
    sync: {
      status: 'Synced',
      revision: exampleRevision,
      targetRevision: 'main',
      comparedAt: minutesAgo(1),
    },
    health: { status: 'Healthy', since: minutesAgo(185) },
    images: [{ name: 'ghcr.io/acme/order-service', tag: 'v1.9.0' }],
    history: [],
    resources: [
      { kind: 'Deployment', health: 'Healthy', count: 1 },
      { kind: 'Service', health: 'Healthy', count: 1 },
      { kind: 'ConfigMap', health: null, count: 2 },
    ],
    conditions: [],
    deployedAt: minutesAgo(190),
    links: {
      argocd: `https://argocd.example.com/applications/argocd/${name}`,
      repository: 'https://github.com/acme/order-service',
      commit: `https://github.com/acme/order-service/commit/${exampleRevision}`,
      external: [],
    },
    ...differences,
  };
}

/** What a service in three environments may look like. */
export function exampleResponse(): DeploymentsResponse {
  return {
    items: [
      deploymentOf('development'),
      deploymentOf('staging', {
        sync: { status: 'OutOfSync', revision: exampleRevision },
        images: [{ name: 'ghcr.io/acme/order-service', tag: 'v1.8.2' }],
        health: { status: 'Progressing', since: minutesAgo(0.7) },
      }),
      deploymentOf('production', {
        images: [
          { name: 'ghcr.io/acme/order-service', tag: 'v1.8.0' },
          { name: 'envoyproxy/envoy', tag: 'v1.37.0' },
        ],
        health: {
          status: 'Degraded',
          message: 'Deployment exceeded its progress deadline',
          since: minutesAgo(12),
        },
      }),
    ],
    sources: [{ name: 'main', status: 'live', asOf: minutesAgo(0) }],
    distances: [
      {
        from: 'development',
        to: 'staging',
        ahead: 100,
        behind: 0,
        isExact: false,
      },
      { from: 'staging', to: 'production', ahead: 3, behind: 0, isExact: true },
    ],
    changeKey: 'key-of-order-service',
  };
}

/** {@link exampleResponse} with another production. */
export function productionWith(
  differences: Partial<Deployment>,
): DeploymentsResponse {
  const response = exampleResponse();
  const [development, staging, production] = response.items;
  return {
    ...response,
    items: [development, staging, { ...production, ...differences }],
  };
}
