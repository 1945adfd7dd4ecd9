import type { DeploymentsResponse } from '@golden-path/plugin-argocd-common';
import {
  deploymentOf,
  exampleResponse,
  minutesAgo,
} from '../src/__testUtils__/exampleDeployments';
import { exampleRollout } from '../src/__testUtils__/exampleDetail';
import { refusal } from './refusal';

const cause = 'cluster sandbox does not answer';

const longName =
  'order-management-order-service-with-a-very-long-name-that-nobody-would-choose-production-europe-west-1';

/** A message of 500 characters, of which some have no space to break at. */
export const longMessage =
  'one or more objects failed to apply, reason: error when creating "/dev/shm/1234567890": admission webhook "validate.nginx.ingress.kubernetes.io" denied the request: host "order-service.example.com" and path "/" is already defined in ingress other-team-namespace/order-service-legacy-ingress-that-nobody-removed-yet; a/very/long/path/without/any/space/in/it/that/has/to/be/broken/somewhere/or/the/page/gets/wider/than/the/screen/of/a/phone/and/people/have/to/scroll, retried 5 times, the last time 2 minutes ago (giving up)';

/** Everything that the card and the lanes can say at once. */
export function busyResponse(): DeploymentsResponse {
  const rollout = exampleRollout({ analyses: [] });
  return {
    ...exampleResponse(),
    items: [
      deploymentOf('development', {
        operation: {
          phase: 'Running',
          startedAt: minutesAgo(0.2),
          automated: true,
        },
        health: { status: 'Progressing', since: minutesAgo(0.1) },
      }),
      deploymentOf('staging', {
        rollout: { ...rollout, phase: 'Progressing', step: 2 },
        health: { status: 'Progressing', since: minutesAgo(3) },
      }),
      deploymentOf('production', {
        rollout,
        health: { status: 'Suspended', since: minutesAgo(6) },
      }),
    ],
  };
}

/** Everything that can go wrong at once, in clusters of two Argo CD instances. */
export function troubledResponse(): DeploymentsResponse {
  return {
    ...exampleResponse(),
    items: [
      deploymentOf('development', {
        operation: {
          phase: 'Failed',
          message: longMessage,
          finishedAt: minutesAgo(8),
          automated: false,
          initiatedBy: 'ana',
        },
        sync: { status: 'OutOfSync' },
        conditions: [{ type: 'ComparisonError', message: longMessage }],
      }),
      deploymentOf('staging', {
        cluster: 'eu-1',
        instance: 'europe',
        rollout: exampleRollout({ phase: 'Degraded', aborted: true }),
        health: { status: 'Degraded', since: minutesAgo(12) },
      }),
      deploymentOf('staging', {
        cluster: 'us-1',
        application: {
          name: longName,
          namespace: 'argocd',
          project: 'orders',
          applicationSet: 'order-service-everywhere',
        },
        confirmed: false,
        confirmationProblem: `${longName} does not say that it belongs to component:default/order-service. Whoever may change it confirms it with the annotation backstage.io/entity-ref.`,
      }),
      deploymentOf('production', {
        cluster: 'us-1',
        health: { status: 'Missing' },
        sync: { status: 'Unknown' },
      }),
      deploymentOf(null, { health: { status: 'Unknown' } }),
    ],
  };
}

/** A service in six environments. */
export function wideResponse(): DeploymentsResponse {
  const environments = [
    'development',
    'test',
    'acceptance',
    'staging',
    'canary-europe',
    'production',
  ];
  return {
    ...exampleResponse(),
    items: environments.map(environment => deploymentOf(environment)),
    distances: environments.slice(1).map((to, index) => ({
      from: environments[index],
      to,
      ahead: index * 40,
      behind: index === 2 ? 1 : 0,
      isExact: true,
    })),
  };
}

/** The answers that card and tab have to cope with. */
export const responses: Record<string, () => Promise<DeploymentsResponse>> = {
  data: async () => exampleResponse(),
  busy: async () => busyResponse(),
  troubled: async () => troubledResponse(),
  six: async () => wideResponse(),
  one: async () => ({
    ...exampleResponse(),
    items: [deploymentOf('production')],
  }),
  loading: () => new Promise(() => {}),
  stale: async () => ({
    ...exampleResponse(),
    sources: [
      {
        name: 'main',
        status: 'stale',
        asOf: minutesAgo(4.5),
        message: cause,
      },
    ],
  }),
  partial: async () => ({
    ...exampleResponse(),
    sources: [
      { name: 'main', status: 'live', asOf: minutesAgo(0) },
      { name: 'europe', status: 'unavailable', message: cause },
    ],
  }),
  unavailable: async () => ({
    items: [],
    sources: [{ name: 'main', status: 'unavailable', message: cause }],
    distances: [],
  }),
  warming: async () => ({
    items: [],
    sources: [{ name: 'main', status: 'warming' }],
    distances: [],
  }),
  empty: async () => ({ ...exampleResponse(), items: [], distances: [] }),
  error: async () => {
    throw new Error('The catalog does not answer.');
  },
  denied: async () => {
    throw refusal();
  },
};
