import { NotFoundError } from '@backstage/errors';
import type { DeploymentDetail } from '@golden-path/plugin-argocd-common';
import {
  analysisOf,
  exampleEvents,
  exampleHistory,
  exampleResources,
  exampleRollout,
  resourceOf,
} from '../src/__testUtils__/exampleDetail';
import { minutesAgo } from '../src/__testUtils__/exampleDeployments';
import { refusal } from './refusal';
import { longMessage } from './responses';

const manyResources = [
  ...exampleResources(),
  ...Array.from({ length: 44 }, (_, index) =>
    resourceOf(
      'ConfigMap',
      `order-service-feature-flags-of-a-customer-with-a-long-name-${index}`,
      { sync: 'Synced' },
    ),
  ),
];

const phases = [
  'Failed',
  'Successful',
  'Running',
  'Pending',
  'Error',
  'Inconclusive',
] as const;

const tenAnalyses = Array.from({ length: 10 }, (_, index) =>
  analysisOf(`success-rate-of-region-${index}`, {
    phase: phases[index % phases.length],
    message: index % 5 === 0 ? longMessage : undefined,
    metrics: [
      {
        name: 'requests-without-error',
        phase: phases[index % phases.length],
        value: `0.9${index}`,
      },
      {
        name: 'latency-of-the-99th-percentile-in-seconds',
        phase: 'Successful',
        value: '[0.1823871628376128736]',
      },
    ],
  }),
);

/** What the backend may say about one deployment. */
export const details: Record<
  string,
  (base: DeploymentDetail) => DeploymentDetail | Promise<DeploymentDetail>
> = {
  trouble: base => ({
    ...base,
    explanation: {
      sentence:
        'Pod order-service-7d9f8b6c5-x2x9p cannot start: the image ghcr.io/acme/order-service:v1.9.0 cannot be pulled.',
      severity: 'problem',
      advice:
        'Check that the image exists and that the cluster may pull it, then sync again.',
      object: { kind: 'Pod', name: 'order-service-7d9f8b6c5-x2x9p' },
    },
    resources: exampleResources(),
    totalResources: 6,
    events: exampleEvents(),
    sources: [
      ...base.sources,
      {
        name: 'GitHub',
        status: 'stale',
        asOf: minutesAgo(70),
        message: 'GitHub does not answer',
      },
    ],
  }),
  waiting: base => ({
    ...base,
    explanation: {
      sentence:
        'Waits at step 4 of 6 (30 % of traffic) until somebody promotes it.',
      severity: 'waiting',
      advice: 'Promote it when the new version is good, or abort it.',
    },
    rollouts: [exampleRollout()],
    resources: exampleResources(),
    totalResources: 6,
    events: exampleEvents(3),
  }),
  healthy: base => base,
  blueGreen: base => ({
    ...base,
    rollouts: [
      exampleRollout({
        strategy: 'blueGreen',
        step: undefined,
        steps: undefined,
        weight: undefined,
        stepList: [],
        pauseReason: 'BlueGreenPause',
        analyses: [],
      }),
    ],
  }),
  much: base => ({
    ...base,
    explanation: {
      sentence: longMessage,
      severity: 'unknown',
      advice: longMessage,
    },
    rollouts: [
      exampleRollout({
        name: 'a-rollout-with-a-name-that-is-longer-than-most-screens-of-phones-are-wide',
        analyses: tenAnalyses,
        message: longMessage,
      }),
    ],
    resources: manyResources,
    totalResources: 812,
    events: exampleEvents(50).map((event, index) => ({
      ...event,
      message: index === 0 ? longMessage : event.message,
    })),
    history: Array.from({ length: 10 }, (_, index) => ({
      ...exampleHistory()[0],
      id: 10 - index,
      isCurrent: index === 0,
      deployedAt: minutesAgo(200 + index * 3000),
      initiatedBy: 'someone.with.a.long.account.name@example.com',
      automated: index % 2 === 0,
    })),
  }),
  nothing: base => ({ ...base, resources: [], totalResources: 0, history: [] }),
  loading: () => new Promise(() => {}),
  error: async () => {
    throw new Error('The cluster sandbox does not answer.');
  },
  gone: async () => {
    throw Object.assign(new NotFoundError('There is no such application.'), {
      statusCode: 404,
    });
  },
  denied: async () => {
    throw refusal();
  },
};
