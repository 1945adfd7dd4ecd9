import { podTemplateHash } from './advanceReplicas.ts';
import type { ReplicaSet } from './ownedObjects.ts';
import { hashOf, type ReplicaSetPlan } from './planDeployment.ts';
import type { Rollout } from './rollout.ts';
import type { ReplicaCount, RolloutReplicas } from './rolloutReplicas.ts';

/** How many replicas the ReplicaSet of a pod template has. */
export function countOf(
  replicaSets: readonly ReplicaSet[],
  hash: string | undefined,
): ReplicaCount {
  const set = replicaSets.find(one => hashOf('Rollout', one) === hash);
  return {
    replicas: set?.spec?.replicas ?? 0,
    available: set?.status?.availableReplicas ?? 0,
  };
}

/** How many replicas each ReplicaSet of a Rollout is to have. */
export function planRollout(
  rollout: Rollout,
  replicaSets: readonly ReplicaSet[],
  replicas: RolloutReplicas,
): ReplicaSetPlan[] {
  const hash = podTemplateHash(rollout);
  const others = replicaSets
    .map(set => ({ set, own: hashOf('Rollout', set) }))
    .filter(({ own }) => own !== hash)
    .map(({ set, own }) => ({
      hash: own,
      ...(own === rollout.status?.stableRS
        ? replicas.stable
        : { replicas: 0, available: 0 }),
      template: set.spec?.template ?? {},
    }));
  const template = rollout.spec?.template ?? {};
  return [{ hash, ...replicas.updated, template }, ...others];
}
