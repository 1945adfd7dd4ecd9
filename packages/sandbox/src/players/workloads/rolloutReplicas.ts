import { replicasAt, weightAt } from './canarySteps.ts';
import type { Rollout } from './rollout.ts';

/** How many replicas a version has, and how many of them answer. */
export interface ReplicaCount {
  readonly replicas: number;
  readonly available: number;
}

/** The replicas of the version that is wanted, and of the one that serves until then. */
export interface RolloutReplicas {
  readonly updated: ReplicaCount;
  readonly stable: ReplicaCount;
}

/** How many replicas of each version a Rollout wants in its present step. */
export function wantedReplicas(
  rollout: Rollout,
  hash: string,
): { updated: number; stable: number } {
  const { spec = {}, status = {} } = rollout;
  const desired = spec.replicas ?? 1;
  const { stableRS, abort, currentStepIndex = 0 } = status;
  if (!stableRS || stableRS === hash) {
    return { updated: desired, stable: 0 };
  }
  if (abort) {
    return { updated: 0, stable: desired };
  }
  const canary = spec.strategy?.canary;
  if (!canary) {
    return { updated: desired, stable: desired };
  }
  const weight = weightAt(canary.steps ?? [], currentStepIndex);
  const wanted = replicasAt(weight, {
    desired,
    hasTrafficRouting: Boolean(canary.trafficRouting),
  });
  return { updated: wanted.canary, stable: wanted.stable };
}

function scaled(
  count: ReplicaCount,
  wanted: number,
  mayBecomeReady: boolean,
): ReplicaCount {
  const available = Math.min(count.available, wanted);
  return {
    replicas: wanted,
    available: available < wanted && mayBecomeReady ? available + 1 : available,
  };
}

/** Whether the replicas are what is wanted. */
export function isReached(
  replicas: RolloutReplicas,
  wanted: { updated: number; stable: number },
): boolean {
  return (
    replicas.updated.replicas === wanted.updated &&
    replicas.updated.available === wanted.updated &&
    replicas.stable.replicas === wanted.stable &&
    replicas.stable.available === wanted.stable
  );
}

/** The replicas one moment nearer to what is wanted: what grows goes first, so that nobody is left without an answer. */
export function moveReplicas(
  now: RolloutReplicas,
  wanted: { updated: number; stable: number },
  options: {
    /** Whether enough time has passed for one more replica. */
    isDue: boolean;
    /** Whether the pods of the wanted version cannot become ready. */
    isStuck: boolean;
  },
): RolloutReplicas {
  const { isDue, isStuck } = options;
  const grow = (count: ReplicaCount, target: number, stuck: boolean) =>
    scaled(count, Math.max(target, count.replicas), isDue && !stuck);
  let updated =
    wanted.updated >= now.updated.replicas
      ? grow(now.updated, wanted.updated, isStuck)
      : now.updated;
  let stable =
    wanted.stable >= now.stable.replicas
      ? grow(now.stable, wanted.stable, false)
      : now.stable;
  if (
    wanted.stable < stable.replicas &&
    now.updated.available >= wanted.updated
  ) {
    stable = scaled(stable, wanted.stable, false);
  }
  if (
    wanted.updated < updated.replicas &&
    now.stable.available >= wanted.stable
  ) {
    updated = scaled(updated, wanted.updated, false);
  }
  return { updated, stable };
}
