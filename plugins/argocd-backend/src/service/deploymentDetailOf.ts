import {
  explainDeployment,
  maximumEvents,
  maximumResources,
  orderResources,
  type Deployment,
  type DeploymentDetail,
  type HealthStatusName,
  type Resource,
  type RolloutDetail,
  type RolloutPhase,
} from '@golden-path/plugin-argocd-common';
import type { Application, ManagedResource } from '../client/Application';
import type { LiveObjectsAnswer } from './LiveObjects';

/** https://github.com/argoproj/argo-cd/blob/v3.2.0/resource_customizations/argoproj.io/Rollout/health.lua */
const healthOfRollout = {
  Healthy: 'Healthy',
  Progressing: 'Progressing',
  Paused: 'Suspended',
  Degraded: 'Degraded',
  Unknown: 'Unknown',
} as const satisfies Record<RolloutPhase, HealthStatusName>;

/** What {@link deploymentDetailOf} puts together. */
export interface DeploymentParts {
  application: Application;
  deployment: Deployment;
  rollouts: RolloutDetail[];
  live: LiveObjectsAnswer;
}

/** Puts together what is known of one deployment, and explains it. */
export function deploymentDetailOf({
  application,
  deployment,
  rollouts,
  live,
}: DeploymentParts): Pick<
  DeploymentDetail,
  | 'deployment'
  | 'events'
  | 'explanation'
  | 'resources'
  | 'rollouts'
  | 'totalResources'
> {
  const managed = application.resources.map(resource =>
    resourceOf(resource, rollouts),
  );
  const all = [...managed, ...live.children];
  const resources = orderResources(all, all.length);
  const { events } = live;
  return {
    deployment,
    explanation: explainDeployment({ deployment, rollouts, resources, events }),
    rollouts,
    resources: resources.slice(0, maximumResources),
    totalResources: resources.length,
    events: events.slice(0, maximumEvents),
  };
}

function resourceOf(
  managed: ManagedResource,
  rollouts: readonly RolloutDetail[],
): Resource {
  const { group, kind, namespace, name } = managed;
  const rollout =
    kind === 'Rollout'
      ? rollouts.find(
          other => other.namespace === namespace && other.name === name,
        )
      : undefined;
  return {
    id: `${group}/${kind}/${namespace}/${name}`,
    // Argo CD 3 writes the health of single objects only where it is told to; a Rollout is watched anyway.
    ...(rollout && {
      health: healthOfRollout[rollout.phase],
      message: rollout.message,
    }),
    ...withoutAbsent(managed),
  };
}

function withoutAbsent({ health, message, ...rest }: ManagedResource) {
  return { ...rest, ...(health && { health }), ...(message && { message }) };
}
