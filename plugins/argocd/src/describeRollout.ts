import {
  statusWords,
  type Analysis,
  type Rollout,
} from '@golden-path/plugin-argocd-common';

/** One thing to know about a rollout that is under way or went wrong. */
export interface RolloutFact {
  kind: 'aborted' | 'analysisFailed' | 'degraded' | 'paused' | 'progressing';
  label: string;
  explanation: string;
  /** Since when, as an ISO 8601 time. */
  since?: string;
}

// https://github.com/argoproj/argo-rollouts/blob/master/pkg/apis/rollouts/v1alpha1/types.go (PauseReason)
const pauseReasons: Record<string, string> = {
  CanaryPauseStep: 'The rollout has reached a pause in its steps.',
  BlueGreenPause:
    'The new version is ready and waits for the switch of the traffic.',
  InconclusiveAnalysisRun:
    'An analysis came to no conclusion, so somebody has to decide.',
};

/** What a rollout does at present, in the words of the field. Nothing for one that is done. */
export function describeRollout(rollout: Rollout): RolloutFact[] {
  const failed = rollout.analyses.filter(
    ({ phase }) => phase === 'Failed' || phase === 'Error',
  );
  return [stepFact(rollout), failed.length > 0 && analysisFact(failed)].flatMap(
    fact => fact || [],
  );
}

function stepFact(rollout: Rollout): RolloutFact | undefined {
  const { aborted, phase, message, weight } = rollout;
  if (aborted) {
    return {
      kind: 'aborted',
      label: 'Rollout aborted',
      explanation: message ?? 'Traffic is back on the stable version.',
    };
  }
  switch (phase) {
    case 'Degraded':
      return {
        kind: 'degraded',
        label: 'Rollout failed',
        explanation: message ?? statusWords.rollout.Degraded.meaning,
      };
    case 'Paused':
      return {
        kind: 'paused',
        label:
          weight === undefined ? 'Rollout paused' : `Paused at ${weight} %`,
        explanation:
          pauseReasons[rollout.pauseReason ?? ''] ??
          rollout.pauseReason ??
          statusWords.rollout.Paused.meaning,
        since: rollout.pausedSince,
      };
    case 'Progressing':
      return {
        kind: 'progressing',
        label: progressOf(rollout),
        explanation: message ?? statusWords.rollout.Progressing.meaning,
      };
    default:
      return undefined;
  }
}

function progressOf({ step, steps, weight }: Rollout): string {
  const share = weight === undefined ? '' : ` · ${weight} %`;
  if (step === undefined || !steps) {
    return `${statusWords.rollout.Progressing.label}${share}`;
  }
  return step > steps ? 'Last step done' : `Step ${step} of ${steps}${share}`;
}

function analysisFact(failed: Analysis[]): RolloutFact {
  return {
    kind: 'analysisFailed',
    label: failed.length === 1 ? 'Analysis failed' : 'Analyses failed',
    explanation: failed
      .map(({ name, message }) => (message ? `${name}: ${message}` : name))
      .join('. '),
  };
}
