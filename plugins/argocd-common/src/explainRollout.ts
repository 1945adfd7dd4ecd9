import type { Explanation, RolloutDetail } from './detailSchema';
import type { DeploymentSituation } from './explainDeployment';
import { inSentence } from './inSentence';
import type { Analysis } from './schema';

/** What rollouts say about a deployment: that they failed, that they wait, or how far they are. */
export const explainRollout = {
  failure({ rollouts }: DeploymentSituation): Explanation | undefined {
    const rollout = rollouts.find(
      ({ phase, aborted }) => aborted || phase === 'Degraded',
    );
    if (!rollout) {
      return undefined;
    }
    return {
      sentence: failureSentenceOf(rollout),
      severity: 'problem',
      object: { kind: 'Rollout', name: rollout.name },
      advice: rollout.aborted
        ? 'The version before gets all traffic. Deploy a corrected version, or retry the rollout.'
        : 'Look at the new version, or go back to the one before.',
    };
  },

  pause({ rollouts }: DeploymentSituation): Explanation | undefined {
    const rollout = rollouts.find(({ phase }) => phase === 'Paused');
    if (!rollout) {
      return undefined;
    }
    const { pauseReason } = rollout;
    const object = { kind: 'Rollout', name: rollout.name };
    if (pauseReason === 'InconclusiveAnalysisRun') {
      return {
        sentence: `Waits${placeOf(
          rollout,
        )}, because what was measured tells neither success nor failure.`,
        severity: 'waiting',
        object,
        advice: 'Look at the figures, then promote or abort it.',
      };
    }
    const current = rollout.stepList.find(({ state }) => state === 'current');
    // A pause with a time goes on by itself; its title tells the time.
    const isTimed =
      current?.kind === 'pause' && !/until promoted/i.test(current.title);
    return {
      sentence: isTimed
        ? `Waits${placeOf(rollout)} for a time: ${inSentence(current.title)}.`
        : `Waits${placeOf(rollout)} until somebody promotes it.`,
      severity: 'waiting',
      object,
      advice: isTimed
        ? 'Nothing needs to be done.'
        : 'Promote it when the new version is good, or abort it.',
    };
  },

  progress({ rollouts }: DeploymentSituation): Explanation | undefined {
    const rollout = rollouts.find(({ phase }) => phase === 'Progressing');
    if (!rollout) {
      return undefined;
    }
    const analysis = rollout.analyses.find(({ phase }) => phase === 'Running');
    const measured = analysis ? `, and ${analysis.name} is measured` : '';
    return {
      sentence: `The new version takes over${placeOf(rollout)}${measured}.`,
      severity: 'waiting',
      object: { kind: 'Rollout', name: rollout.name },
    };
  },
};

/** ` at step 3 of 6 (30 % of traffic)`, as far as it is known. */
function placeOf({ step, steps, weight }: RolloutDetail): string {
  const place =
    step !== undefined && steps !== undefined && step <= steps
      ? ` at step ${step} of ${steps}`
      : '';
  return weight === undefined ? place : `${place} (${weight} % of traffic)`;
}

function failureSentenceOf(rollout: RolloutDetail): string {
  const end = rollout.aborted ? '; the rollout was aborted' : '';
  const analysis = rollout.analyses.find(
    ({ phase }) => phase === 'Failed' || phase === 'Error',
  );
  if (analysis) {
    return `${analysisSentenceOf(analysis)}${end}.`;
  }
  const start = rollout.aborted
    ? 'The rollout was aborted'
    : 'The rollout does not get ahead';
  return rollout.message
    ? `${start}: ${inSentence(rollout.message)}.`
    : `${start}.`;
}

function analysisSentenceOf(analysis: Analysis): string {
  const metric =
    analysis.metrics.find(({ phase }) => phase === analysis.phase) ??
    analysis.metrics.find(
      ({ phase }) => phase === 'Failed' || phase === 'Error',
    );
  const name = metric?.name ?? analysis.name;
  const message = metric?.message ?? analysis.message;
  // A provider writes a list even for a single figure.
  const value = metric?.value?.replace(/^\[(.*)\]$/s, '$1').trim();
  const details = [
    value && `measured ${inSentence(value)}`,
    message && inSentence(message),
  ].filter(Boolean);
  const start =
    analysis.phase === 'Error'
      ? `The analysis ${name} could not be measured`
      : `The analysis ${name} failed`;
  return details.length > 0 ? `${start}: ${details.join(', ')}` : start;
}
