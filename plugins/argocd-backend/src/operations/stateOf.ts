import type { JsonObject } from '@backstage/types';
import type { ApplicationTarget } from './ApplicationTarget';
import { imageReference } from './overlay/describeImage';

/**
 * What a plan about an application hangs on, whatever it is about: where another one is found at the decision, the plan
 * is another one. Nothing in it changes by itself while all is quiet.
 */
export function stateOf({
  live,
  deployment,
  rollouts,
}: Pick<ApplicationTarget, 'live' | 'deployment' | 'rollouts'>): JsonObject {
  return {
    targetRevisions: live.sources.map(
      ({ repositoryUrl, path = '', targetRevision }) =>
        `${repositoryUrl} ${path} ${targetRevision}`,
    ),
    isAutomated: live.isAutomated,
    running: deployment.images.map(imageReference).sort(),
    rollouts: rollouts.map(({ namespace, name, phase, step, images }) => ({
      rollout: `${namespace}/${name}`,
      phase,
      step: step ?? null,
      images: (images ?? []).map(imageReference),
    })),
    operationStartedAt: live.operation?.startedAt ?? null,
    isRequested: live.operation?.state === 'requested',
  };
}
