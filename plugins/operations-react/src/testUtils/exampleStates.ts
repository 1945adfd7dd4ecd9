import type { Operation } from '@golden-path/plugin-operations-common';
import { exampleOperation, examplePhase } from './exampleOperation';
import { examplePlan, minutesAgo } from './examplePlan';

const over = {
  cancel: { allowed: false, reason: 'It is over' },
  retry: { allowed: false, reason: 'It has not failed' },
  undo: { allowed: true },
  decide: { allowed: false, reason: 'It does not wait for a decision' },
} satisfies Operation['abilities'];

const approvals = [
  {
    title: 'production',
    approvers: ['group:default/team-platform'],
    required: 1,
  },
];

/** It waits for somebody to approve it, and the reader may. */
export function waitingOperation(
  differences: Partial<Operation> = {},
): Operation {
  const plan = differences.plan ?? examplePlan({ approvals });
  return exampleOperation({
    id: 'operation-waiting',
    status: 'waiting',
    reason: 'The shop needs it before Friday',
    requestedAt: minutesAgo(25),
    startedAt: undefined,
    expiresAt: new Date(Date.now() + 47.5 * 3_600_000).toISOString(),
    approval: { given: 0, required: 1 },
    phases: plan.phases.map(({ name }) => examplePhase(name, 'pending')),
    abilities: {
      ...over,
      cancel: { allowed: true },
      undo: { allowed: false, reason: 'It has not run' },
      decide: { allowed: true },
    },
    ...differences,
    plan,
  });
}

/** It failed in its last phase. */
export function failedOperation(
  differences: Partial<Operation> = {},
): Operation {
  return exampleOperation({
    id: 'operation-failed',
    status: 'failed',
    requestedAt: minutesAgo(14),
    startedAt: minutesAgo(14),
    finishedAt: minutesAgo(3),
    problem:
      'order-service did not become healthy within 10 min: the new pods stop because PAYMENT_URL is not set.',
    phases: [
      examplePhase('commit', 'succeeded', {
        startedAt: minutesAgo(14),
        finishedAt: minutesAgo(13.98),
        message: 'Wrote v1.9.0 to main',
      }),
      examplePhase('sync', 'succeeded', {
        startedAt: minutesAgo(13.98),
        finishedAt: minutesAgo(13.5),
      }),
      examplePhase('rollout', 'failed', {
        startedAt: minutesAgo(13.5),
        finishedAt: minutesAgo(3),
        message:
          'order-service did not become healthy within 10 min: the new pods stop because PAYMENT_URL is not set.',
        links: [
          {
            title: 'Open in Argo CD',
            url: 'https://argocd.example.com/applications/argocd/order-service-production',
          },
        ],
      }),
    ],
    abilities: { ...over, retry: { allowed: true } },
    ...differences,
  });
}

/** It did what it was to do. */
export function succeededOperation(
  differences: Partial<Operation> = {},
): Operation {
  return exampleOperation({
    id: 'operation-succeeded',
    status: 'succeeded',
    requestedAt: minutesAgo(190),
    startedAt: minutesAgo(190),
    finishedAt: minutesAgo(187.9),
    phases: [
      examplePhase('commit', 'succeeded', {
        startedAt: minutesAgo(190),
        finishedAt: minutesAgo(189.99),
        message: 'Wrote v1.9.0 to main',
      }),
      examplePhase('sync', 'succeeded', {
        startedAt: minutesAgo(189.99),
        finishedAt: minutesAgo(189.5),
      }),
      examplePhase('rollout', 'succeeded', {
        startedAt: minutesAgo(189.5),
        finishedAt: minutesAgo(187.9),
      }),
    ],
    result: {
      message: 'production runs v1.9.0 and is healthy.',
      links: [
        {
          title: 'Open in Argo CD',
          url: 'https://argocd.example.com/applications/argocd/order-service-production',
        },
      ],
    },
    abilities: over,
    ...differences,
  });
}
