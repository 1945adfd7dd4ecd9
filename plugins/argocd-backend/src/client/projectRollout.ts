import type { RolloutDetail } from '@golden-path/plugin-argocd-common';
import { parseImage } from './parseImage';
import { redactMessage } from './redactMessage';
import { rolloutPhaseOf } from './rolloutPhaseOf';
import { rolloutSchema, type RolloutObject } from './rolloutSchema';
import { currentIndexOf, rolloutSteps } from './rolloutSteps';
import { timeOf } from './timeOf';

/** What the portal remembers of a Rollout. */
export interface WatchedRollout {
  detail: Omit<RolloutDetail, 'analyses'>;
  /** The hash of its current revision. */
  currentHash?: string;
  /** The names of the analyses that its status tells. */
  currentAnalyses: string[];
}

/** Picks the few fields of a Rollout that are remembered. */
export function projectRollout(object: unknown): WatchedRollout {
  const rollout = rolloutSchema.parse(object);
  const { metadata, spec, status } = rollout;
  const { phase, message } = rolloutPhaseOf(rollout);
  const stepList = rolloutSteps(rollout);
  const index = currentIndexOf(rollout);
  const pause = phase === 'Paused' ? status?.pauseConditions?.[0] : undefined;
  return {
    detail: {
      name: metadata.name,
      namespace: metadata.namespace,
      strategy: spec.strategy.blueGreen ? 'blueGreen' : 'canary',
      phase,
      images: spec.template?.spec.containers.flatMap(({ image }) =>
        image ? parseImage(image) : [],
      ),
      step: index === undefined ? undefined : index + 1,
      steps: stepList.length || undefined,
      weight: weightOf(rollout, index),
      pauseReason: pause?.reason.slice(0, 100) ?? manualPauseOf(rollout),
      pausedSince: timeOf(pause?.startTime),
      aborted: status?.abort === true,
      message: message ? redactMessage(message) : undefined,
      stepList,
    },
    currentHash: status?.currentPodHash,
    currentAnalyses: [
      status?.canary?.currentStepAnalysisRunStatus,
      status?.canary?.currentBackgroundAnalysisRunStatus,
      status?.blueGreen?.prePromotionAnalysisRunStatus,
      status?.blueGreen?.postPromotionAnalysisRunStatus,
    ].flatMap(run => run?.name ?? []),
  };
}

/** Argo Rollouts has no word for `spec.paused`; its clients say "manually paused". */
function manualPauseOf({ spec }: RolloutObject): string | undefined {
  return spec.paused ? 'ManualPause' : undefined;
}

/**
 * What the traffic router was told; without one, what the steps so far ask for.
 * https://github.com/argoproj/argo-rollouts/blob/v1.10.1/utils/replicaset/canary.go (GetCurrentSetWeight)
 */
function weightOf(
  { spec, status }: RolloutObject,
  index: number | undefined,
): number | undefined {
  const { canary } = spec.strategy;
  if (!canary) {
    return undefined;
  }
  const routed = status?.canary?.weights?.canary?.weight;
  const total = canary.trafficRouting?.maxTrafficWeight ?? 100;
  if (routed !== undefined && index !== canary.steps?.length) {
    return Math.round((routed / total) * 100);
  }
  if (status?.abort) {
    return 0;
  }
  if (index === undefined || index === canary.steps?.length) {
    return index === undefined ? undefined : 100;
  }
  const last = canary.steps
    ?.slice(0, index + 1)
    .findLast(({ setWeight }) => setWeight !== undefined);
  return Math.round(((last?.setWeight ?? 0) / total) * 100);
}
