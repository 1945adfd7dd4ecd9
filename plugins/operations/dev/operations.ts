import type { Operation } from '@golden-path/plugin-operations-common';
import {
  exampleOperation,
  examplePlan,
  failedOperation,
  minutesAgo,
  succeededOperation,
  waitingOperation,
} from '@golden-path/plugin-operations-react/testUtils';

const kinds = [
  ['sync', 'Sync order-service-staging', 'staging'],
  ['deploy', 'Deploy v1.9.1 to development', 'development'],
  ['roll-back', 'Roll back payment-service-production', 'production'],
  ['promote', 'Promote v2.0.3 to staging', 'staging'],
] as const;

const makers = [succeededOperation, failedOperation, succeededOperation];

function older(index: number): Operation {
  const [kind, title, environment] = kinds[index % kinds.length];
  const plan = examplePlan();
  return makers[index % makers.length]({
    id: `operation-older-${index}`,
    kind,
    title,
    target: {
      ...plan.target,
      environment,
      title: `order-service-${environment}`,
    },
    requestedBy: index % 3 ? 'user:default/ana' : 'user:default/cleo',
    requestedAt: minutesAgo(200 + index * 97),
    startedAt: minutesAgo(200 + index * 97),
    finishedAt: minutesAgo(197 + index * 97),
  });
}

/** What was done, is being done, and waits. */
export function operations(): Operation[] {
  return [
    exampleOperation(),
    waitingOperation(),
    waitingOperation({
      id: 'operation-waiting-2',
      title: 'Roll back payment-service-production',
      kind: 'roll-back',
      requestedBy: 'user:default/cleo',
      reason: undefined,
    }),
    waitingOperation({
      id: 'operation-of-mine',
      requestedBy: 'user:default/ana',
      abilities: {
        ...waitingOperation().abilities,
        decide: { allowed: false, reason: 'You asked for it yourself' },
      },
    }),
    failedOperation({ requestedBy: 'user:default/ana' }),
    succeededOperation({
      reason: 'The shop needs it before Friday',
      decisions: [
        {
          by: 'user:default/cleo',
          decision: 'approve',
          reason: 'Looks good',
          decidedAt: minutesAgo(191),
          surface: 'portal',
          counts: true,
        },
      ],
    }),
    exampleOperation({
      id: 'operation-denied',
      status: 'denied',
      requestedBy: 'user:default/ana',
      requestedAt: minutesAgo(1_500),
      startedAt: undefined,
      finishedAt: minutesAgo(1_400),
      phases: [],
      problem: 'Denied by cleo: wait for the load test.',
    }),
    ...Array.from({ length: 30 }, (_, index) => older(index)),
  ];
}
