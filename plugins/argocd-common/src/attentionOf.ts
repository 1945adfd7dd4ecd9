import type { Deployment } from './schema';

/** Why somebody should look at a deployment. */
export interface Attention {
  /** How much: the higher, the earlier it is shown. */
  rank: number;
  /** What is wrong, in a few words: `Paused at 30 %`. */
  problem: string;
}

/** What {@link attentionOf} looks at. */
export type AttentionEvidence = Pick<
  Deployment,
  'confirmed' | 'conditions' | 'health' | 'operation' | 'rollout' | 'sync'
>;

interface AttentionRule {
  rank: number;
  problemOf: (deployment: AttentionEvidence) => string | undefined;
}

const failedPhases = ['Failed', 'Error'];
const runningPhases = ['Running', 'Terminating'];

// The first that holds is told. What runs and does not work comes before what waits, and that before what differs.
const rules: readonly AttentionRule[] = [
  {
    rank: 100,
    problemOf: ({ health, rollout }) =>
      health.status === 'Degraded' && !rollout?.aborted
        ? 'Degraded'
        : undefined,
  },
  {
    rank: 95,
    problemOf: ({ rollout }) =>
      rollout?.aborted ? 'Rollout aborted' : undefined,
  },
  {
    rank: 94,
    problemOf: ({ rollout }) =>
      rollout?.phase === 'Degraded' ? 'Rollout failed' : undefined,
  },
  {
    rank: 90,
    problemOf: ({ operation }) =>
      operation && failedPhases.includes(operation.phase)
        ? 'Sync failed'
        : undefined,
  },
  {
    rank: 85,
    problemOf: ({ conditions }) =>
      conditions.some(({ type }) => type === 'InvalidSpecError')
        ? 'Not set up right'
        : undefined,
  },
  {
    rank: 84,
    problemOf: ({ conditions }) =>
      conditions.some(({ type }) => type === 'ComparisonError')
        ? 'Git cannot be read'
        : undefined,
  },
  {
    rank: 80,
    problemOf: ({ health, operation }) =>
      health.status === 'Missing' && !isRunning(operation)
        ? 'Not in the cluster'
        : undefined,
  },
  { rank: 60, problemOf: ({ rollout }) => pausedProblemOf(rollout) },
  {
    rank: 55,
    problemOf: ({ health }) =>
      health.status === 'Suspended' ? 'Paused' : undefined,
  },
  {
    rank: 40,
    problemOf: ({ health, sync }) =>
      health.status === 'Unknown' || sync.status === 'Unknown'
        ? 'State unknown'
        : undefined,
  },
  {
    rank: 20,
    // While a sync runs, the difference is on its way out.
    problemOf: ({ sync, operation }) =>
      sync.status === 'OutOfSync' && !isRunning(operation)
        ? 'Out of sync'
        : undefined,
  },
];

/**
 * Whether somebody should look at a deployment, and how urgently. What is on its way asks for nothing, and neither does
 * what is not confirmed to belong to the service: anybody could make it look bad.
 */
export function attentionOf(
  deployment: AttentionEvidence,
): Attention | undefined {
  if (!deployment.confirmed) {
    return undefined;
  }
  for (const { rank, problemOf } of rules) {
    const problem = problemOf(deployment);
    if (problem) {
      return { rank, problem };
    }
  }
  return undefined;
}

function isRunning(operation: Deployment['operation']): boolean {
  return operation !== undefined && runningPhases.includes(operation.phase);
}

function pausedProblemOf(rollout: Deployment['rollout']): string | undefined {
  if (rollout?.phase !== 'Paused') {
    return undefined;
  }
  return rollout.weight === undefined
    ? 'Paused'
    : `Paused at ${rollout.weight} %`;
}
