import type { RecordedEvent } from '../events/EventRecorder.ts';
import { durationMilliseconds, stepText } from './canarySteps.ts';
import type {
  AnalysisStep,
  PauseCondition,
  Rollout,
  RolloutStatus,
} from './rollout.ts';

/** An AnalysisRun of a step, as far as the Rollout goes by it. */
export interface StepAnalysis {
  readonly name: string;
  readonly phase: string;
  readonly message?: string;
}

/** What a step does to the status of its Rollout. */
export interface StepOutcome {
  readonly status: Partial<RolloutStatus>;
  readonly events: readonly RecordedEvent[];
  /** The analysis that the step waits for and that nobody has begun. */
  readonly startAnalysis?: AnalysisStep;
}

const nothing: StepOutcome = { status: {}, events: [] };

function normal(reason: string, message: string): RecordedEvent {
  return { type: 'Normal', reason, message };
}

/** The state of the canary without that of an analysis, which holds for its step only. */
export function withoutAnalysis(
  status: RolloutStatus,
): NonNullable<RolloutStatus['canary']> {
  return status.canary?.weights ? { weights: status.canary.weights } : {};
}

function passed(rollout: Rollout, index: number): StepOutcome {
  const steps = rollout.spec?.strategy?.canary?.steps ?? [];
  return {
    status: {
      currentStepIndex: index + 1,
      pauseConditions: undefined,
      controllerPause: undefined,
    },
    events: [
      normal(
        'RolloutStepCompleted',
        `Rollout step ${index + 1}/${steps.length} completed (${stepText(
          steps[index],
        )})`,
      ),
    ],
  };
}

function paused(
  status: RolloutStatus,
  reason: PauseCondition['reason'],
  startTime: string,
): StepOutcome {
  return {
    status: {
      pauseConditions: [
        ...(status.pauseConditions ?? []),
        { reason, startTime },
      ],
      controllerPause: true,
    },
    events: [normal('RolloutPaused', `Rollout is paused (${reason})`)],
  };
}

/** Whether a pause of this reason is over: somebody has removed it, or its time has passed. */
function pauseState(
  status: RolloutStatus,
  reason: PauseCondition['reason'],
  options: { milliseconds?: number; now: Date },
): 'absent' | 'waiting' | 'over' {
  const pause = status.pauseConditions?.find(one => one.reason === reason);
  if (!pause) {
    // The controller remembers that it paused: a condition that is gone was removed by a person.
    return status.controllerPause ? 'over' : 'absent';
  }
  const { milliseconds, now } = options;
  return milliseconds !== undefined &&
    now.getTime() - Date.parse(pause.startTime) >= milliseconds
    ? 'over'
    : 'waiting';
}

function analysisStep(
  rollout: Rollout,
  step: AnalysisStep,
  options: { analysis?: StepAnalysis; index: number; now: string },
): StepOutcome {
  const { analysis, index, now } = options;
  if (!analysis) {
    return { ...nothing, startAnalysis: step };
  }
  const { name, phase, message } = analysis;
  const canary = {
    ...rollout.status?.canary,
    currentStepAnalysisRunStatus: {
      name,
      status: phase,
      ...(message ? { message } : {}),
    },
  };
  const failure = `Step-based analysis phase error/failed${
    message ? `: ${message}` : ''
  }`;
  switch (phase) {
    case 'Successful': {
      const { status, events } = passed(rollout, index);
      return {
        status: { ...status, canary: withoutAnalysis(rollout.status ?? {}) },
        events,
      };
    }
    case 'Failed':
    case 'Error':
      return {
        status: { abort: true, abortedAt: now, message: failure, canary },
        events: [
          {
            type: 'Warning',
            reason: 'AnalysisRunFailed',
            message: `Step Analysis Run '${name}' Status New: '${phase}' Previous: 'Running'`,
          },
        ],
      };
    case 'Inconclusive':
      return pauseState(rollout.status ?? {}, 'InconclusiveAnalysisRun', {
        now: new Date(now),
      }) === 'absent'
        ? paused(rollout.status ?? {}, 'InconclusiveAnalysisRun', now)
        : nothing;
    default:
      return { status: { canary }, events: [] };
  }
}

/** What the present step of a canary does once its replicas are there. */
export function canaryStep(
  rollout: Rollout,
  options: { analysis?: StepAnalysis; now: Date; timestamp: string },
): StepOutcome {
  const { status = {} } = rollout;
  const index = status.currentStepIndex ?? 0;
  const step = rollout.spec?.strategy?.canary?.steps?.[index];
  const { now, timestamp } = options;
  if (!step) {
    return nothing;
  }
  if (step.pause) {
    const { duration } = step.pause;
    const milliseconds =
      duration === undefined ? undefined : durationMilliseconds(duration);
    switch (pauseState(status, 'CanaryPauseStep', { milliseconds, now })) {
      case 'absent':
        return paused(status, 'CanaryPauseStep', timestamp);
      case 'over':
        return passed(rollout, index);
      default:
        return nothing;
    }
  }
  return step.analysis
    ? analysisStep(rollout, step.analysis, {
        analysis: options.analysis,
        index,
        now: timestamp,
      })
    : passed(rollout, index);
}

/** Whether the new version of a blue-green rollout may take over, or what it waits for. */
export function blueGreenStep(
  rollout: Rollout,
  options: { now: Date; timestamp: string },
): StepOutcome | 'promote' {
  const { status = {}, spec } = rollout;
  const { autoPromotionEnabled = true, autoPromotionSeconds } =
    spec?.strategy?.blueGreen ?? {};
  if (autoPromotionEnabled && !autoPromotionSeconds) {
    return 'promote';
  }
  const milliseconds =
    autoPromotionEnabled && autoPromotionSeconds
      ? autoPromotionSeconds * 1000
      : undefined;
  switch (
    pauseState(status, 'BlueGreenPause', { milliseconds, now: options.now })
  ) {
    case 'absent':
      return paused(status, 'BlueGreenPause', options.timestamp);
    case 'over':
      return 'promote';
    default:
      return nothing;
  }
}
