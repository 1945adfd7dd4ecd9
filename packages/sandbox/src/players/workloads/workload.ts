import type { KubernetesObject } from '@kubernetes/client-node';

/** The kinds that run replicas, and where the API has them. */
export const workloadResources = {
  Deployment: { group: 'apps', version: 'v1', plural: 'deployments' },
  Rollout: { group: 'argoproj.io', version: 'v1alpha1', plural: 'rollouts' },
} as const;

export type WorkloadKind = keyof typeof workloadResources;

export interface WorkloadCondition {
  readonly type: string;
  readonly status: 'True' | 'False' | 'Unknown';
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

export interface PodTemplate {
  readonly metadata?: {
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
  };
  readonly spec?: {
    readonly containers?: readonly {
      readonly name?: string;
      readonly image?: string;
    }[];
  };
}

/** The fields of a Deployment or Rollout that decide how it goes on. */
export interface Workload extends KubernetesObject {
  readonly spec?: {
    readonly replicas?: number;
    readonly paused?: boolean;
    readonly revisionHistoryLimit?: number;
    readonly progressDeadlineSeconds?: number;
    readonly selector?: object;
    readonly template?: PodTemplate;
  };
  readonly status?: WorkloadStatus;
}
