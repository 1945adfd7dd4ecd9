import { podTemplateHash } from './advanceReplicas.ts';
import { hashLabels, type ReplicaSet } from './ownedObjects.ts';
import type { PodTemplate, Workload, WorkloadKind } from './workload.ts';

/** How many replicas of a pod template there are to be. */
export interface ReplicaSetPlan {
  readonly hash: string;
  readonly replicas: number;
  readonly available: number;
  readonly template: PodTemplate;
}

/** The hash of the pod template that a ReplicaSet runs. */
export function hashOf(kind: WorkloadKind, replicaSet: ReplicaSet): string {
  return replicaSet.metadata?.labels?.[hashLabels[kind]] ?? '';
}

/** Shares the replicas of a Deployment's status out among its ReplicaSets. */
export function planDeployment(
  deployment: Workload,
  replicaSets: readonly ReplicaSet[],
): ReplicaSetPlan[] {
  const { spec = {}, status = {} } = deployment;
  const hash = podTemplateHash(deployment);
  const {
    replicas = 0,
    updatedReplicas: updated = 0,
    availableReplicas: available = 0,
  } = status;
  let old = Math.max(0, replicas - updated);
  const others = replicaSets
    .filter(set => hashOf('Deployment', set) !== hash)
    .toSorted((a, b) => (b.spec?.replicas ?? 0) - (a.spec?.replicas ?? 0))
    .map(set => {
      const kept = Math.min(old, set.spec?.replicas ?? 0);
      old -= kept;
      return {
        hash: hashOf('Deployment', set),
        replicas: kept,
        available: kept,
        template: set.spec?.template ?? {},
      };
    });
  const kept = others.reduce((sum, set) => sum + set.replicas, 0);
  const current = {
    hash,
    replicas: Math.max(0, replicas - kept),
    available: Math.max(0, Math.min(available, replicas) - kept),
    template: spec.template ?? {},
  };
  return [...others, current];
}
