import { createRandom } from './createRandom.mts';
import {
  environments,
  instanceOf,
  namespaceOf,
  serviceName,
  teamOf,
  type Fleet,
} from './fleet.mts';

/** What the applications are drawn from. */
export const seed = 20_261_121;

type More = Readonly<Record<string, unknown>>;

/** The resource, with the fields that are looked at here; the rest is for its size. */
export interface ApplicationResource {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace: string;
    readonly labels: Readonly<Record<string, string>>;
    readonly annotations: Readonly<Record<string, string>>;
  };
  readonly spec: { readonly project: string } & More;
  readonly status: {
    readonly sync: {
      readonly status: string;
      readonly revision: string;
    } & More;
    readonly health: { readonly status: string } & More;
    readonly summary: { readonly images: readonly string[] } & More;
  } & More;
}

function conditionOf(chance: number): { sync: string; health: string } {
  if (chance < 0.85) {
    return { sync: 'Synced', health: 'Healthy' };
  }
  if (chance < 0.93) {
    return { sync: 'OutOfSync', health: 'Healthy' };
  }
  return chance < 0.98
    ? { sync: 'Synced', health: 'Degraded' }
    : { sync: 'OutOfSync', health: 'Progressing' };
}

const kinds = [
  ['', 'Service'],
  ['', 'ServiceAccount'],
  ['', 'ConfigMap'],
  ['', 'Secret'],
  ['apps', 'Deployment'],
  ['autoscaling', 'HorizontalPodAutoscaler'],
  ['networking.k8s.io', 'Ingress'],
  ['policy', 'PodDisruptionBudget'],
] as const;

function resourcesOf(name: string, namespace: string, health: string) {
  return kinds.map(([group, kind]) => ({
    ...(group ? { group } : {}),
    version: 'v1',
    kind,
    namespace,
    name,
    status: 'Synced',
    ...(kind === 'Deployment' ? { health: { status: health } } : {}),
  }));
}

function hexadecimal(random: () => number, digits: number): string {
  return Array.from({ length: digits }, () =>
    Math.floor(random() * 16).toString(16),
  ).join('');
}

function timeOf(minutes: number): string {
  return new Date(Date.UTC(2026, 10, 1) + minutes * 60_000)
    .toISOString()
    .replace('.000Z', 'Z');
}

interface Drawn {
  readonly service: string;
  readonly source: object;
  readonly namespace: string;
  readonly sync: string;
  readonly health: string;
  /** When it last changed. */
  readonly minute: number;
  /** The last one is what runs. */
  readonly revisions: readonly string[];
}

function historyOf({ minute, revisions, source }: Drawn): object[] {
  return revisions.map((revision, id) => {
    const began = minute - 60 * (revisions.length - id);
    return {
      id,
      revision,
      source,
      deployStartedAt: timeOf(began),
      deployedAt: timeOf(began + 1),
      initiatedBy: { automated: true },
    };
  });
}

function operationOf(
  { service, minute, source, revisions }: Drawn,
  resources: ReturnType<typeof resourcesOf>,
): object {
  const revision = revisions[revisions.length - 1];
  return {
    phase: 'Succeeded',
    message: 'successfully synced (all tasks run)',
    startedAt: timeOf(minute - 60),
    finishedAt: timeOf(minute - 59),
    operation: {
      initiatedBy: { automated: true },
      retry: { limit: 5 },
      sync: { prune: true, revision },
    },
    syncResult: {
      revision,
      source,
      resources: resources.map(resource => ({
        ...resource,
        hookPhase: 'Running',
        message: `${resource.kind} ${service} configured`,
        syncPhase: 'Sync',
      })),
    },
  };
}

function statusOf(drawn: Drawn): ApplicationResource['status'] {
  const { service, source, namespace, sync, health, minute, revisions } = drawn;
  const revision = revisions[revisions.length - 1];
  const resources = resourcesOf(service, namespace, health);
  return {
    sync: {
      status: sync,
      revision,
      comparedTo: { source, destination: { namespace } },
    },
    health: { status: health, lastTransitionTime: timeOf(minute) },
    summary: {
      images: [`ghcr.io/acme/${service}:${revision.slice(0, 12)}`],
      externalURLs: [`https://${namespace}.example.com`],
    },
    reconciledAt: timeOf(minute + 30),
    sourceType: 'Kustomize',
    history: historyOf(drawn),
    operationState: operationOf(drawn, resources),
    resources,
  };
}

/** One application of a fleet, between 5 and 6 kB, the same in every run. */
export function applicationOf(
  fleet: Fleet,
  index: number,
): ApplicationResource {
  const random = createRandom(seed + index);
  const number = Math.floor(index / environments.length);
  const service = serviceName(number);
  const environment = environments[index % environments.length];
  const team = teamOf(number);
  const namespace = `${service}-${environment}`;
  const source = {
    repoURL: `https://github.com/acme/${service}.git`,
    path: `k8s/overlays/${environment}`,
    targetRevision: 'main',
  };
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Application',
    metadata: {
      name: namespace,
      namespace: namespaceOf(fleet, instanceOf(fleet, index)),
      labels: {
        'app.kubernetes.io/name': service,
        'app.kubernetes.io/part-of': 'benchmark',
        environment,
        team,
      },
      annotations: {
        'backstage.io/entity-ref': `component:default/${service}`,
        'notifications.argoproj.io/subscribe.on-sync-failed.slack':
          'platform-alerts',
      },
    },
    spec: {
      project: team,
      source,
      destination: { server: 'https://kubernetes.default.svc', namespace },
      syncPolicy: {
        automated: { prune: true, selfHeal: true },
        syncOptions: ['CreateNamespace=true', 'ApplyOutOfSyncOnly=true'],
      },
    },
    status: statusOf({
      service,
      source,
      namespace,
      ...conditionOf(random()),
      minute: Math.floor(random() * 20_000),
      revisions: Array.from({ length: 4 }, () => hexadecimal(random, 40)),
    }),
  };
}
