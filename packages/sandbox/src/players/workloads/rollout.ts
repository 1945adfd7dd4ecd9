import type { Workload, WorkloadStatus } from './workload.ts';

/** A step of a canary; exactly one of its fields is set. */
export interface CanaryStep {
  readonly setWeight?: number;
  readonly pause?: { readonly duration?: string | number };
  readonly analysis?: AnalysisStep;
}

/** What an analysis measures. */
export interface AnalysisStep {
  readonly templates?: readonly { readonly templateName?: string }[];
  readonly args?: readonly { readonly name: string; readonly value?: string }[];
}

export interface PauseCondition {
  readonly reason:
    | 'CanaryPauseStep'
    | 'BlueGreenPause'
    | 'InconclusiveAnalysisRun';
  readonly startTime: string;
}

/** Who gets which share of the requests. */
interface TrafficWeight {
  readonly weight: number;
  readonly podTemplateHash: string;
  readonly serviceName?: string;
}

export interface RolloutStatus extends WorkloadStatus {
  readonly HPAReplicas?: number;
  readonly phase?: string;
  readonly message?: string;
  readonly selector?: string;
  readonly currentPodHash?: string;
  readonly stableRS?: string;
  readonly currentStepIndex?: number;
  readonly currentStepHash?: string;
  readonly pauseConditions?: readonly PauseCondition[];
  readonly controllerPause?: boolean;
  readonly abort?: boolean;
  readonly abortedAt?: string;
  /** Written by whoever wants all steps to be skipped. */
  readonly promoteFull?: boolean;
  readonly canary?: {
    readonly weights?: {
      readonly canary: TrafficWeight;
      readonly stable: TrafficWeight;
    };
    readonly currentStepAnalysisRunStatus?: {
      readonly name: string;
      readonly status: string;
      readonly message?: string;
    };
  };
  readonly blueGreen?: {
    readonly activeSelector?: string;
    readonly previewSelector?: string;
  };
}

/** An Argo Rollout, as far as its player reads and writes it. */
export interface Rollout extends Workload {
  readonly spec?: Workload['spec'] & {
    readonly strategy?: {
      readonly canary?: {
        readonly steps?: readonly CanaryStep[];
        readonly canaryService?: string;
        readonly stableService?: string;
        readonly trafficRouting?: object;
      };
      readonly blueGreen?: {
        readonly activeService?: string;
        readonly previewService?: string;
        readonly autoPromotionEnabled?: boolean;
        readonly autoPromotionSeconds?: number;
      };
    };
  };
  readonly status?: RolloutStatus;
}
