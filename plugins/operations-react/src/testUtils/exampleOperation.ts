import type {
  Operation,
  OperationSummary,
  Phase,
  PhaseStatus,
} from '@golden-path/plugin-operations-common';
import { examplePlan, minutesAgo } from './examplePlan';

/** A phase of {@link exampleOperation}. */
export function examplePhase(
  name: string,
  status: PhaseStatus,
  differences: Partial<Phase> = {},
): Phase {
  const title =
    examplePlan().phases.find(phase => phase.name === name)?.title ?? name;
  return { name, title, status, links: [], ...differences };
}

/** A promotion that waits for its rollout, with some things different. */
export function exampleOperation(
  differences: Partial<Operation> = {},
): Operation {
  const plan = differences.plan ?? examplePlan();
  const phases = differences.phases ?? [
    examplePhase('commit', 'succeeded', {
      startedAt: minutesAgo(0.7),
      finishedAt: minutesAgo(0.68),
      message: 'Wrote v1.9.0 to main',
      links: [
        {
          title: 'Commit 4f2a9c1',
          url: 'https://github.com/acme/order-service/commit/4f2a9c1',
        },
      ],
    }),
    examplePhase('sync', 'succeeded', {
      startedAt: minutesAgo(0.68),
      finishedAt: minutesAgo(0.5),
    }),
    examplePhase('rollout', 'running', {
      startedAt: minutesAgo(0.5),
      message: '1 of 2 pods run the new version',
    }),
  ];
  const operation: Operation = {
    id: 'operation-1',
    kind: plan.kind,
    title: plan.title,
    risk: plan.risk,
    entityRef: plan.entityRef,
    target: plan.target,
    status: 'running',
    requestedBy: 'user:default/ben',
    surface: 'portal',
    brokeFreeze: false,
    requestedAt: minutesAgo(0.7),
    startedAt: minutesAgo(0.7),
    progress: { done: 0, total: 0 },
    revision: 3,
    plan,
    phases,
    decisions: [],
    abilities: {
      cancel: { allowed: true },
      retry: { allowed: false, reason: 'It has not failed' },
      undo: { allowed: false, reason: 'It is not over yet' },
      decide: { allowed: false, reason: 'It does not wait for a decision' },
    },
    ...differences,
  };
  return { ...operation, progress: differences.progress ?? progressOf(phases) };
}

/** How far some phases have come. */
export function progressOf(phases: Phase[]): OperationSummary['progress'] {
  const current = phases.find(
    ({ status }) => status === 'running' || status === 'failed',
  );
  return {
    done: phases.filter(({ status }) => status === 'succeeded').length,
    total: phases.length,
    ...(current && { current: current.title, message: current.message }),
  };
}
