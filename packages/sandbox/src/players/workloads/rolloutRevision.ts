import type { RecordedEvent } from '../events/EventRecorder.ts';
import { podTemplateHash, replicaSetName } from './advanceReplicas.ts';
import { stepHash } from './canarySteps.ts';
import { timestamp } from './podStatus.ts';
import type { AnalysisStep, Rollout, RolloutStatus } from './rollout.ts';
import type { RolloutReplicas } from './rolloutReplicas.ts';
import { withoutAnalysis, type StepAnalysis } from './rolloutStep.ts';
import { setCondition } from './setCondition.ts';

export interface RolloutOptions {
  /** The replicas as they are now. */
  readonly replicas: RolloutReplicas;
  readonly revision: number;
  /** The AnalysisRun of the present step, if there is one. */
  readonly analysis?: StepAnalysis;
  readonly replicaMilliseconds: number;
  readonly now: Date;
}

/** A status in the making, and what is said about it. */
export interface RolloutDraft {
  readonly status: RolloutStatus;
  readonly events: readonly RecordedEvent[];
  readonly startAnalysis?: AnalysisStep;
}

/** An event that is no reason to worry. */
export function normal(reason: string, message: string): RecordedEvent {
  return { type: 'Normal', reason, message };
}

function firstConditions(status: RolloutStatus, name: string, now: string) {
  const conditions = setCondition(
    (status.conditions ?? []).filter(({ type }) => type !== 'Paused'),
    {
      type: 'Progressing',
      status: 'True',
      reason: 'NewReplicaSetCreated',
      message: `Created new replica set "${name}"`,
    },
    now,
  );
  return setCondition(
    conditions,
    {
      type: 'Completed',
      status: 'False',
      reason: 'RolloutCompleted',
      message: 'RolloutCompleted',
    },
    now,
  );
}

/** The status with which the way to another pod template, or through other steps, begins. */
export function beginRevision(
  rollout: Rollout,
  options: RolloutOptions,
): RolloutDraft {
  const { status = {}, spec } = rollout;
  const hash = podTemplateHash(rollout);
  const { revision } = options;
  const now = timestamp(options.now);
  const isSkipped = !status.stableRS || status.stableRS === hash;
  const steps = spec?.strategy?.canary?.steps ?? [];
  const name = replicaSetName(rollout);
  const { blueGreen, canary } = spec?.strategy ?? {};
  return {
    status: {
      ...status,
      conditions: firstConditions(status, name, now),
      currentPodHash: hash,
      ...(canary
        ? {
            currentStepHash: stepHash(rollout),
            currentStepIndex: isSkipped ? steps.length : 0,
          }
        : {}),
      pauseConditions: undefined,
      controllerPause: undefined,
      abort: undefined,
      abortedAt: undefined,
      promoteFull: undefined,
      canary: withoutAnalysis(status),
      ...(blueGreen
        ? { blueGreen: { ...status.blueGreen, previewSelector: hash } }
        : {}),
    },
    events: [
      normal('RolloutUpdated', `Rollout updated to revision ${revision}`),
      normal(
        'NewReplicaSetCreated',
        `Created ReplicaSet ${name} (revision ${revision})`,
      ),
    ],
  };
}

/** The status once the wanted version is the one that serves. */
export function promoted(
  rollout: Rollout,
  options: RolloutOptions,
  reason: string,
): RolloutDraft {
  const { status = {}, spec } = rollout;
  const hash = podTemplateHash(rollout);
  return {
    status: {
      ...status,
      stableRS: hash,
      pauseConditions: undefined,
      controllerPause: undefined,
      promoteFull: undefined,
      ...(spec?.strategy?.blueGreen
        ? { blueGreen: { activeSelector: hash, previewSelector: hash } }
        : {}),
    },
    events: [
      normal(
        'RolloutCompleted',
        `Rollout completed update to revision ${options.revision} (${hash}): ${reason}`,
      ),
    ],
  };
}
