import { isDeepStrictEqual } from 'node:util';
import type { RecordedEvent } from '../events/EventRecorder.ts';
import { podTemplateHash } from './advanceReplicas.ts';
import { stepHash, weightAt } from './canarySteps.ts';
import { podFate } from './podFate.ts';
import { timestamp } from './podStatus.ts';
import type { AnalysisStep, Rollout, RolloutStatus } from './rollout.ts';
import { rolloutPhase } from './rolloutPhase.ts';
import {
  isReached,
  moveReplicas,
  wantedReplicas,
  type RolloutReplicas,
} from './rolloutReplicas.ts';
import { blueGreenStep, canaryStep, withoutAnalysis } from './rolloutStep.ts';
import { rolloutConditions } from './rolloutConditions.ts';
import {
  beginRevision,
  normal,
  promoted,
  type RolloutDraft,
  type RolloutOptions,
} from './rolloutRevision.ts';
import type { WorkloadCondition } from './workload.ts';

const defaultProgressDeadline = 600;

/** How a Rollout goes on. */
export interface RolloutAdvance {
  readonly status: RolloutStatus;
  readonly replicas: RolloutReplicas;
  readonly events: readonly RecordedEvent[];
  readonly startAnalysis?: AnalysisStep;
}

/** What follows once the replicas of the present step are there. */
function step(rollout: Rollout, options: RolloutOptions): RolloutDraft {
  const { status = {}, spec } = rollout;
  const now = { now: options.now, timestamp: timestamp(options.now) };
  const unchanged = { status, events: [] };
  if (status.stableRS === status.currentPodHash || status.abort) {
    return unchanged;
  }
  if (!status.stableRS) {
    return promoted(rollout, options, 'Initial deploy');
  }
  if (spec?.paused) {
    return unchanged;
  }
  if (spec?.strategy?.blueGreen) {
    const outcome = status.promoteFull
      ? 'promote'
      : blueGreenStep(rollout, now);
    return outcome === 'promote'
      ? promoted(rollout, options, 'Completed blue-green update')
      : { ...outcome, status: { ...status, ...outcome.status } };
  }
  const steps = spec?.strategy?.canary?.steps ?? [];
  if ((status.currentStepIndex ?? 0) >= steps.length) {
    return promoted(
      rollout,
      options,
      `Completed all ${steps.length} canary steps`,
    );
  }
  const outcome = canaryStep(rollout, { ...now, analysis: options.analysis });
  return { ...outcome, status: { ...status, ...outcome.status } };
}

function weightsOf(rollout: Rollout, status: RolloutStatus) {
  const canary = rollout.spec?.strategy?.canary;
  if (!canary?.trafficRouting) {
    return undefined;
  }
  const { stableRS, currentPodHash = '', currentStepIndex = 0 } = status;
  const isOne = !stableRS || stableRS === currentPodHash || status.abort;
  const weight = isOne ? 0 : weightAt(canary.steps ?? [], currentStepIndex);
  const of = (share: number, hash: string, serviceName?: string) => ({
    weight: share,
    podTemplateHash: hash,
    ...(serviceName ? { serviceName } : {}),
  });
  return {
    canary: of(weight, currentPodHash, canary.canaryService),
    stable: of(100 - weight, stableRS ?? '', canary.stableService),
  };
}

function requestedStatus(rollout: Rollout, now: Date): RolloutStatus {
  const { status = {}, spec } = rollout;
  const steps = spec?.strategy?.canary?.steps ?? [];
  const isRetried =
    !status.abort &&
    status.conditions?.some(({ reason }) => reason === 'RolloutAborted');
  if (status.abort || isRetried) {
    const isPromoted = status.stableRS === status.currentPodHash;
    return {
      ...status,
      currentStepIndex: isPromoted ? steps.length : 0,
      pauseConditions: undefined,
      controllerPause: undefined,
      ...(isRetried
        ? {
            abortedAt: undefined,
            message: undefined,
            canary: withoutAnalysis(status),
          }
        : { abortedAt: status.abortedAt ?? timestamp(now) }),
    };
  }
  return status.promoteFull && status.stableRS !== status.currentPodHash
    ? {
        ...status,
        currentStepIndex: steps.length,
        pauseConditions: undefined,
        controllerPause: undefined,
      }
    : status;
}

/**
 * What the controller of Argo Rollouts would do now. All that it goes by is in the Rollout, its ReplicaSets and its
 * AnalysisRuns, so it goes on after a restart; whoever writes into the status (promote, abort, retry) is heeded.
 */
export function advanceRollout(
  rollout: Rollout,
  options: RolloutOptions,
): RolloutAdvance {
  const { status: before = {}, spec = {}, metadata } = rollout;
  const hash = podTemplateHash(rollout);
  const areStepsChanged =
    Boolean(spec.strategy?.canary) &&
    before.currentStepHash !== stepHash(rollout) &&
    before.stableRS !== hash;
  if (before.currentPodHash !== hash || areStepsChanged) {
    return settle(rollout, beginRevision(rollout, options), {
      ...options,
      hasProgressed: true,
      isLate: false,
    });
  }
  const status = requestedStatus(rollout, options.now);
  const current = { ...rollout, status };
  const wanted = wantedReplicas(current, hash);
  const progressing = status.conditions?.find(
    ({ type }) => type === 'Progressing',
  );
  const waited =
    options.now.getTime() - Date.parse(progressing?.lastUpdateTime ?? '');
  const fate = podFate(spec.template ?? {}, metadata?.namespace ?? '');
  const isSlow = fate.kind === 'slow' && waited < fate.milliseconds;
  const replicas = moveReplicas(options.replicas, wanted, {
    isDue: !(waited < options.replicaMilliseconds),
    isStuck: isSlow || (fate.kind !== 'ready' && fate.kind !== 'slow'),
  });
  const hasReached = isReached(options.replicas, wanted);
  const deadline = spec.progressDeadlineSeconds ?? defaultProgressDeadline;
  const draft = hasReached ? step(current, options) : { status, events: [] };
  const isPaused = status.pauseConditions?.length || spec.paused;
  return settle(rollout, draft, {
    ...options,
    replicas,
    hasProgressed: !isDeepStrictEqual(replicas, options.replicas),
    isLate:
      !hasReached &&
      !isPaused &&
      (waited >= deadline * 1000 ||
        progressing?.reason === 'ProgressDeadlineExceeded'),
  });
}

/** What is said of a Rollout that was stopped, or goes on, whoever did it. */
function turningPoints(
  before: RolloutStatus,
  conditions: readonly WorkloadCondition[],
): RecordedEvent[] {
  const find = (all: readonly WorkloadCondition[] | undefined, type: string) =>
    all?.find(condition => condition.type === type);
  const was = find(before.conditions, 'Progressing')?.reason;
  const is = find(conditions, 'Progressing');
  const wasPaused = find(before.conditions, 'Paused')?.status === 'True';
  const isPaused = find(conditions, 'Paused')?.status === 'True';
  if (is?.reason === 'RolloutAborted' && was !== is.reason) {
    return [{ type: 'Warning', reason: is.reason, message: is.message }];
  }
  return wasPaused && !isPaused
    ? [normal('RolloutResumed', 'Rollout is resumed')]
    : [];
}

function settle(
  rollout: Rollout,
  draft: RolloutDraft,
  options: RolloutOptions & { hasProgressed: boolean; isLate: boolean },
): RolloutAdvance {
  const { replicas } = options;
  const { updated, stable } = replicas;
  const total = updated.replicas + stable.replicas;
  const available = updated.available + stable.available;
  const counted: RolloutStatus = {
    ...draft.status,
    observedGeneration: String(rollout.metadata?.generation),
    replicas: total,
    HPAReplicas: total,
    updatedReplicas: updated.replicas,
    readyReplicas: available,
    availableReplicas: available,
  };
  const conditions = rolloutConditions(rollout, counted, options);
  const weights = weightsOf(rollout, counted);
  const { phase, message } = rolloutPhase(rollout.spec ?? {}, {
    ...counted,
    conditions,
  });
  const status: RolloutStatus = {
    ...counted,
    conditions,
    phase,
    message,
    ...(weights ? { canary: { ...counted.canary, weights } } : {}),
  };
  const events = [
    ...draft.events,
    ...turningPoints(rollout.status ?? {}, conditions),
  ];
  return { ...draft, status, replicas, events };
}
