import {
  explainDeployment,
  maximumEvents,
  maximumResources,
  orderResources,
  type Deployment,
  type DeploymentDetail,
  type Resource,
  type RolloutDetail,
} from '@golden-path/plugin-argocd-common';
import type { Application, ManagedResource } from '../client/Application';
import type { LiveObjectsAnswer } from './LiveObjects';

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
  const all = [...application.resources.map(resourceOf), ...live.children];
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

function resourceOf(managed: ManagedResource): Resource {
  const { group, kind, namespace, name } = managed;
  return { id: `${group}/${kind}/${namespace}/${name}`, ...managed };
}
