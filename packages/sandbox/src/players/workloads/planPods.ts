import type { Pod } from './ownedObjects.ts';

/** What is to be done so that a ReplicaSet has the pods it wants. */
export interface PodPlan {
  /** How many are to be made. */
  readonly create: number;
  readonly remove: readonly Pod[];
  /** Those that stay, each with whether it is to be ready. */
  readonly keep: readonly { readonly pod: Pod; readonly isReady: boolean }[];
}

function isReady(pod: Pod): boolean {
  return Boolean(
    pod.status?.conditions?.some(
      ({ type, status }) => type === 'Ready' && status === 'True',
    ),
  );
}

/** Chooses the pods that stay: the ready ones before the others, and the older before the younger. */
export function planPods(
  pods: readonly Pod[],
  wanted: { replicas: number; available: number },
): PodPlan {
  const living = pods.filter(pod => !pod.metadata?.deletionTimestamp);
  const ageOf = (pod: Pod) => String(pod.metadata?.creationTimestamp ?? '');
  const ordered = living.toSorted(
    (a, b) =>
      Number(isReady(b)) - Number(isReady(a)) ||
      ageOf(a).localeCompare(ageOf(b)) ||
      String(a.metadata?.name).localeCompare(String(b.metadata?.name)),
  );
  return {
    create: Math.max(0, wanted.replicas - ordered.length),
    remove: ordered.slice(wanted.replicas),
    keep: ordered
      .slice(0, wanted.replicas)
      .map((pod, index) => ({ pod, isReady: index < wanted.available })),
  };
}
