import {
  rolloutPhaseSchema,
  type RolloutPhase,
} from '@golden-path/plugin-argocd-common';
import type { RolloutObject } from './rolloutSchema';

interface PhaseRule {
  readonly holds: (rollout: RolloutObject) => boolean;
  readonly phase: RolloutPhase;
  readonly message: string;
}

const source =
  'https://github.com/argoproj/argo-rollouts/blob/v1.10.1/utils/rollout/rolloututil.go';

/** The first rule that holds decides before the phase that the controller wrote, which may be that of an older version. */
export const phaseRules: readonly (PhaseRule & {
  readonly upstream: string;
})[] = [
  {
    upstream: `${source} isGenerationObserved`,
    holds: rollout => !isGenerationObserved(rollout),
    phase: 'Progressing',
    message: 'Waits for Argo Rollouts to see the change.',
  },
  {
    upstream: `${source} IsUnpausing`,
    holds: ({ status }) =>
      status?.controllerPause === true &&
      (status.pauseConditions ?? []).length === 0,
    phase: 'Progressing',
    message: 'Was resumed and is about to go on.',
  },
  {
    upstream: `${source} CalculateRolloutPhase, for versions before 1.0, which do not write a phase`,
    holds: ({ spec, status }) =>
      !status?.phase &&
      (spec.paused === true || (status?.pauseConditions ?? []).length > 0),
    phase: 'Paused',
    message: '',
  },
];

// Made once: a schema costs more to make than thousands of words to read.
const knownPhase = rolloutPhaseSchema.catch('Unknown');

/** The phase of a rollout, as Argo Rollouts' own clients tell it. */
export function rolloutPhaseOf(rollout: RolloutObject): {
  phase: RolloutPhase;
  message?: string;
} {
  const rule = phaseRules.find(({ holds }) => holds(rollout));
  return rule
    ? { phase: rule.phase, message: rule.message || undefined }
    : {
        phase: knownPhase.parse(rollout.status?.phase),
        message: rollout.status?.message || undefined,
      };
}

/** Versions before 0.10 wrote a hash instead of the number of a generation. */
function isGenerationObserved({ metadata, status }: RolloutObject): boolean {
  const observed = status?.observedGeneration ?? '';
  return (
    metadata.generation === undefined ||
    !/^\d+$/.test(observed) ||
    Number(observed) >= metadata.generation
  );
}
