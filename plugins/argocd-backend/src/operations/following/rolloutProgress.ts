import type {
  DeployedImage,
  RolloutDetail,
} from '@golden-path/plugin-argocd-common';
import { imageReference } from '../overlay/describeImage';
import type { Progress } from './Progress';

/** What {@link rolloutProgress} looks at. */
export interface RolloutSituation {
  readonly rollouts: readonly RolloutDetail[];
  /** How many the application has, whether or not they can be read. */
  readonly total: number;
  /** What is to run. */
  readonly wanted: readonly DeployedImage[];
}

/** How far the rollouts of an application have come with what is to run. */
export function rolloutProgress(situation: RolloutSituation): Progress {
  const { rollouts, total, wanted } = situation;
  if (total === 0) {
    return { type: 'done', message: 'It has no rollout: all at once.' };
  }
  if (rollouts.length === 0) {
    return {
      type: 'done',
      message: 'The portal cannot read its rollout: its health tells the rest.',
    };
  }
  const all = rollouts.map(rollout => progressOf(rollout, wanted));
  return (
    all.find(({ type }) => type === 'failed') ??
    all.find(({ type }) => type === 'waiting') ??
    all[0]
  );
}

function progressOf(
  rollout: RolloutDetail,
  wanted: readonly DeployedImage[],
): Progress {
  if (!hasWanted(rollout, wanted)) {
    return {
      type: 'waiting',
      message: `Argo Rollouts has not seen the new version of ${rollout.name} yet.`,
    };
  }
  if (rollout.aborted || rollout.phase === 'Degraded') {
    const { name, aborted } = rollout;
    return {
      type: 'failed',
      message: `The rollout ${name} ${
        aborted ? 'was aborted' : 'does not get ahead'
      }.`,
    };
  }
  const { phase } = rollout;
  return phase === 'Healthy'
    ? { type: 'done', message: `The rollout ${rollout.name} is complete.` }
    : { type: 'waiting', message: placeOf(rollout) };
}

/** Whether its template has the images that are to run. A template elsewhere tells none. */
function hasWanted(
  { images }: RolloutDetail,
  wanted: readonly DeployedImage[],
): boolean {
  return (images ?? []).every(image => {
    const meant = wanted.find(({ name }) => name === image.name);
    return !meant || imageReference(meant) === imageReference(image);
  });
}

function placeOf(rollout: RolloutDetail): string {
  const { step, steps, weight, phase, stepList } = rollout;
  const place =
    step !== undefined && steps !== undefined && step <= steps
      ? `Step ${step} of ${steps}`
      : 'The new version takes over';
  const share = weight === undefined ? '' : `: ${weight} % of traffic`;
  const measured = rollout.analyses.find(
    analysis => analysis.phase === 'Running',
  );
  if (phase === 'Paused') {
    const current = stepList.find(({ state }) => state === 'current');
    const isTimed =
      current?.kind === 'pause' && !/until promoted/i.test(current.title);
    return isTimed
      ? `${place}${share}. ${current.title}.`
      : `${place}${share}. Waits until a person promotes it in Argo Rollouts.`;
  }
  return `${place}${share}${measured ? `, ${measured.name} is measured` : ''}.`;
}
