import type { KubernetesObject } from '@kubernetes/client-node';
import type { PodTemplate } from './workload.ts';

/** The annotations that say which revision of a workload a ReplicaSet runs. */
export const revisionAnnotations = {
  Deployment: 'deployment.kubernetes.io/revision',
  Rollout: 'rollout.argoproj.io/revision',
} as const;

/** The labels that say which pod template a ReplicaSet and its pods come from. */
export const hashLabels = {
  Deployment: 'pod-template-hash',
  Rollout: 'rollouts-pod-template-hash',
} as const;

export interface ReplicaSet extends KubernetesObject {
  readonly spec?: {
    readonly replicas?: number;
    readonly template?: PodTemplate;
  };
  readonly status?: {
    readonly replicas?: number;
    readonly readyReplicas?: number;
    readonly availableReplicas?: number;
  };
}

export interface ContainerStatus {
  readonly name: string;
  readonly image: string;
  readonly imageID: string;
  readonly ready: boolean;
  readonly started: boolean;
  readonly restartCount: number;
  readonly state: {
    readonly waiting?: { readonly reason: string; readonly message?: string };
    readonly running?: { readonly startedAt: string };
  };
  readonly lastState?: object;
}

export interface Pod extends KubernetesObject {
  readonly status?: {
    readonly phase?: string;
    readonly startTime?: string;
    readonly conditions?: readonly {
      readonly type: string;
      readonly status: string;
    }[];
    readonly containerStatuses?: readonly ContainerStatus[];
  };
}

/** The id of the controller that made an object. */
export function controllerOf(object: KubernetesObject): string | undefined {
  return object.metadata?.ownerReferences?.find(({ controller }) => controller)
    ?.uid;
}

/** A reference by which an object says who made it. */
export function ownerReference(owner: KubernetesObject) {
  return {
    apiVersion: owner.apiVersion ?? '',
    kind: owner.kind ?? '',
    name: owner.metadata?.name ?? '',
    uid: owner.metadata?.uid ?? '',
    controller: true,
    blockOwnerDeletion: true,
  };
}

/** Objects by the id of the controller that made them. */
export function byController<T extends KubernetesObject>(
  objects: readonly T[],
): Map<string, T[]> {
  const grouped = new Map<string, T[]>();
  for (const object of objects) {
    const uid = controllerOf(object);
    if (uid) {
      const group = grouped.get(uid);
      if (group) {
        group.push(object);
      } else {
        grouped.set(uid, [object]);
      }
    }
  }
  return grouped;
}
