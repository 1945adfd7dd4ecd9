import type { KubernetesObject } from '@kubernetes/client-node';

export type AnalysisPhase =
  | 'Pending'
  | 'Running'
  | 'Successful'
  | 'Failed'
  | 'Error'
  | 'Inconclusive';

export interface Metric {
  readonly name: string;
  readonly interval?: string;
  readonly count?: number | string;
  readonly failureLimit?: number | string;
  readonly provider: object;
}

export interface Measurement {
  readonly phase: AnalysisPhase;
  readonly value?: string;
  readonly startedAt: string;
  readonly finishedAt: string;
}

export interface MetricResult {
  readonly name: string;
  readonly phase: AnalysisPhase;
  readonly count?: number;
  readonly successful?: number;
  readonly failed?: number;
  readonly consecutiveSuccess?: number;
  readonly measurements?: readonly Measurement[];
  readonly message?: string;
}

/** An Argo Rollouts AnalysisRun, as far as its player reads and writes it. */
export interface AnalysisRun extends KubernetesObject {
  readonly spec?: {
    readonly metrics?: readonly Metric[];
    readonly args?: readonly object[];
    readonly terminate?: boolean;
  };
  readonly status?: {
    readonly phase?: AnalysisPhase;
    readonly message?: string;
    readonly startedAt?: string;
    readonly completedAt?: string;
    readonly metricResults?: readonly MetricResult[];
    readonly runSummary?: object;
  };
}
