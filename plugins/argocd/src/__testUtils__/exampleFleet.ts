import {
  fleetQuerySchema,
  noEnvironment,
  versionOf,
  type FleetDeployment,
  type FleetQuery,
  type FleetResponse,
  type ParsedFleetQuery,
} from '@golden-path/plugin-argocd-common';
import { deploymentOf, minutesAgo } from './exampleDeployments';

const services = [
  { name: 'order-service', team: 'team-orders' },
  { name: 'payment-service', team: 'team-payments' },
  { name: 'shipping-service', team: 'team-orders' },
  { name: 'recommendation-engine', team: 'team-search', title: 'Recommender' },
];
const environments = ['development', 'staging', 'production'];

/** A healthy row of the fleet, with some things different. */
export function fleetDeploymentOf(
  service: string,
  environment: string | null,
  differences: Partial<FleetDeployment> = {},
): FleetDeployment {
  const { history, resources, conditions, ...row } = deploymentOf(environment);
  return {
    ...row,
    application: {
      name: `${service}-${environment ?? 'sandbox'}`,
      namespace: 'argocd',
      project: 'default',
    },
    entityRef: `component:default/${service}`,
    ownerRefs: ['group:default/team-orders'],
    ...differences,
  };
}

/** What is special about some rows. */
const specials: Record<string, Partial<FleetDeployment>> = {
  'payment-service-production': {
    health: {
      status: 'Degraded',
      message:
        'Deployment payment-service exceeded its progress deadline: image acme/payment-service:v2.4.1 cannot be pulled',
      since: minutesAgo(150),
    },
    problem: 'Degraded',
    images: [{ name: 'ghcr.io/acme/payment-service', tag: 'v2.4.1' }],
  },
  'order-service-production': {
    health: { status: 'Suspended', since: minutesAgo(6) },
    rollout: {
      name: 'order-service',
      namespace: 'order-service-production',
      strategy: 'canary',
      phase: 'Paused',
      step: 2,
      steps: 4,
      weight: 30,
      pauseReason: 'CanaryPauseStep',
      pausedSince: minutesAgo(6),
      aborted: false,
      analyses: [],
    },
    problem: 'Paused at 30 %',
    images: [
      { name: 'ghcr.io/acme/order-service', tag: 'v1.8.0' },
      { name: 'envoyproxy/envoy', tag: 'v1.37.0' },
    ],
  },
  'order-service-staging': {
    sync: { status: 'OutOfSync', revision: '0123456' },
    problem: 'Out of sync',
  },
  'shipping-service-development': {
    health: { status: 'Progressing', since: minutesAgo(0.7) },
  },
  'recommendation-engine-staging': {
    health: { status: 'Missing', since: minutesAgo(60 * 26) },
    images: [],
    problem: 'Not in the cluster',
  },
  'recommendation-engine-production': {
    confirmed: false,
    confirmationProblem:
      'The application recommendation-engine-production does not say that it belongs to component:default/recommendation-engine.',
    application: {
      name: 'legacy-recommender',
      namespace: 'argocd',
      project: 'legacy',
    },
  },
};

/** A fleet of some services, followed by as many healthy ones as wanted. */
export function exampleFleet(more = 0): FleetDeployment[] {
  const others = Array.from({ length: more }, (_, index) => ({
    name: `service-${String(index + 1).padStart(4, '0')}`,
    team: `team-${(index % 7) + 1}`,
    title: undefined,
  }));
  return [...services, ...others].flatMap(({ name, team, title }) =>
    environments.map(environment =>
      fleetDeploymentOf(name, environment, {
        ownerRefs: [`group:default/${team}`],
        entityTitle: title,
        ...specials[`${name}-${environment}`],
      }),
    ),
  );
}

/** Answers a query as the backend does, out of these deployments. The cursor is the number of the first row. */
export function answerFleetQuery(
  all: FleetDeployment[],
  query: FleetQuery,
): FleetResponse {
  const parsed = fleetQuerySchema.parse(query);
  const matching = all.filter(deployment => matches(deployment, parsed));
  if (parsed.orderBy === 'attention') {
    matching.sort((one, other) => urgencyOf(other) - urgencyOf(one));
  }
  const start = Number(parsed.cursor ?? 0);
  const end = start + parsed.limit;
  const healthCounts: FleetResponse['healthCounts'] = {};
  for (const { health } of matching) {
    healthCounts[health.status] = (healthCounts[health.status] ?? 0) + 1;
  }
  return {
    items: matching.slice(start, end),
    totalItems: matching.length,
    nextCursor: end < matching.length ? String(end) : undefined,
    healthCounts,
    sources: [{ name: 'main', status: 'live', asOf: minutesAgo(0) }],
    changeKey: 'key-of-the-fleet',
  };
}

function matches(
  deployment: FleetDeployment,
  query: ParsedFleetQuery,
): boolean {
  const { environment, health, ownerRefs, problem, sync } = deployment;
  const accepts = (wanted: string[], value: string) =>
    wanted.length === 0 || wanted.includes(value);
  return (
    (query.owner.length === 0 ||
      ownerRefs.some(ref => query.owner.includes(ref))) &&
    accepts(query.environment, environment ?? noEnvironment) &&
    accepts(query.health, health.status) &&
    accepts(query.sync, sync.status) &&
    (!query.needsAttention || problem !== undefined) &&
    [
      deployment.entityRef,
      deployment.entityTitle ?? '',
      deployment.application.name,
      versionOf(deployment),
    ].some(text => text.includes(query.text))
  );
}

function urgencyOf({ health, problem }: FleetDeployment): number {
  return (problem ? 10 : 0) + (health.status === 'Degraded' ? 5 : 0);
}
