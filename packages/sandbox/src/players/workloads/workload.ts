import type { KubernetesObject } from '@kubernetes/client-node';

/** The kinds that run replicas, and where the API has them. */
export const workloadResources = {
  Deployment: { group: 'apps', version: 'v1', plural: 'deployments' },
  Rollout: { group: 'argoproj.io', version: 'v1alpha1', plural: 'rollouts' },
} as const;

export type WorkloadKind = keyof typeof workloadResources;

export interface WorkloadCondition {
  readonly type: string;
  readonly status: 'True' | 'False';
  readonly reason: string;
  readonly message: string;
  readonly lastUpdateTime: string;
  readonly lastTransitionTime: string;
}

/** The part of the status that Deployments and Rollouts have in common. */
export interface WorkloadStatus {
  readonly observedGeneration?: number | string;
  readonly replicas?: number;
  readonly updatedReplicas?: number;
  readonly readyReplicas?: number;
  readonly availableReplicas?: number;
  readonly unavailableReplicas?: number;
  readonly conditions?: readonly WorkloadCondition[];
}

/** The fields of a Deployment or Rollout that decide how it goes on. */
export interface Workload extends KubernetesObject {
  readonly spec?: {
    readonly replicas?: number;
    readonly paused?: boolean;
    readonly progressDeadlineSeconds?: number;
    readonly strategy?: {
      readonly canary?: { readonly steps?: readonly unknown[] };
    };
    readonly template?: {
      readonly spec?: {
        readonly containers?: readonly { readonly image?: string }[];
      };
    };
  };
  readonly status?: WorkloadStatus;
}
