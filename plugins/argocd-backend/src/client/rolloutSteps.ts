import type { RolloutStep } from '@golden-path/plugin-argocd-common';
import type { CanaryStep, RolloutObject } from './rolloutSchema';

type StepWords = Pick<RolloutStep, 'kind' | 'title' | 'weight'>;

/**
 * What each kind of step is called. The first one that a step has counts.
 * https://github.com/argoproj/argo-rollouts/blob/v1.10.1/pkg/apis/rollouts/v1alpha1/types.go (CanaryStep)
 */
const stepWords = {
  setWeight: ({ setWeight = 0 }) => ({
    kind: 'setWeight',
    title: `Set weight to ${setWeight} %`,
    weight: setWeight,
  }),
  pause: ({ pause }) => ({
    kind: 'pause',
    title:
      pause?.duration === undefined
        ? 'Pause until promoted'
        : `Pause for ${durationOf(pause.duration)}`,
  }),
  experiment: () => ({ kind: 'experiment', title: 'Run an experiment' }),
  analysis: () => ({ kind: 'analysis', title: 'Run an analysis' }),
  setCanaryScale: () => ({
    kind: 'other',
    title: 'Scale the new version',
  }),
  plugin: ({ plugin }) => ({
    kind: 'other',
    title: plugin?.name ? `Run the plugin ${plugin.name}` : 'Run a plugin',
  }),
  setHeaderRoute: () => ({
    kind: 'other',
    title: 'Route requests by their headers',
  }),
  setMirrorRoute: () => ({ kind: 'other', title: 'Mirror requests' }),
} satisfies Record<keyof CanaryStep, (step: CanaryStep) => StepWords>;

/** The steps of a canary with their states. Another strategy has none. */
export function rolloutSteps(rollout: RolloutObject): RolloutStep[] {
  const { steps = [], trafficRouting } = rollout.spec.strategy.canary ?? {};
  const total = trafficRouting?.maxTrafficWeight ?? 100;
  const current = currentIndexOf(rollout);
  const { status } = rollout;
  return steps.map((step, index) => ({
    number: index + 1,
    ...wordsOf(inPercent(step, total)),
    state: stateOf({
      index,
      current,
      isAborted: status?.abort === true,
      skips: status?.promoteFull === true,
    }),
  }));
}

/** The index of the step that runs; the number of steps when all are done. */
export function currentIndexOf({
  spec,
  status,
}: RolloutObject): number | undefined {
  const { length } = spec.strategy.canary?.steps ?? [];
  if (length === 0) {
    return undefined;
  }
  const isFullyPromoted =
    status?.stableRS !== undefined && status.stableRS === status.currentPodHash;
  return isFullyPromoted
    ? length
    : Math.min(Math.max(status?.currentStepIndex ?? 0, 0), length);
}

function stateOf(step: {
  index: number;
  current?: number;
  isAborted: boolean;
  skips: boolean;
}): RolloutStep['state'] {
  const { index, current = 0, isAborted, skips } = step;
  // An aborted rollout begins anew: no step counts as done.
  if (isAborted) {
    return 'skipped';
  }
  if (index < current) {
    return 'done';
  }
  if (skips) {
    return 'skipped';
  }
  return index === current ? 'current' : 'waiting';
}

function inPercent(step: CanaryStep, total: number): CanaryStep {
  return step.setWeight === undefined
    ? step
    : { ...step, setWeight: Math.round((step.setWeight / total) * 100) };
}

function wordsOf(step: CanaryStep): StepWords {
  for (const [kind, words] of Object.entries(stepWords)) {
    // Object.entries loses the type of the keys of a constant.
    if (step[kind as keyof CanaryStep] !== undefined) {
      return words(step);
    }
  }
  return { kind: 'other', title: 'A step that this portal does not know' };
}

const secondsOf: Readonly<Record<string, number>> = {
  h: 3600,
  m: 60,
  s: 1,
  ms: 0.001,
};

const units: readonly [number, string][] = [
  [3600, 'h'],
  [60, 'min'],
  [1, 's'],
];

/** `600`, `"600"`, `"10m"` and `"1h30m"`. https://argo-rollouts.readthedocs.io/en/stable/features/canary/#pause-duration */
function durationOf(duration: string | number): string {
  const text = String(duration);
  const seconds = /^\d+$/.test(text)
    ? Number(text)
    : [...text.matchAll(/(\d+(?:\.\d+)?)(h|ms|m|s)/g)].reduce(
        (sum, [, count, unit]) => sum + Number(count) * secondsOf[unit],
        0,
      );
  let rest = Math.round(seconds);
  const parts = units.flatMap(([size, word]) => {
    const count = Math.floor(rest / size);
    rest -= count * size;
    return count > 0 ? `${count} ${word}` : [];
  });
  return parts.join(' ') || text.slice(0, 20);
}
