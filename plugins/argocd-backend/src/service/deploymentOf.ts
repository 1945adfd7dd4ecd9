import type { Deployment, Rollout } from '@golden-path/plugin-argocd-common';
import {
  acceptedRepositoryHosts,
  confirmTarget,
  environmentOf,
  type Environment,
  type Ownership,
  type TargetConfirmation,
} from '@golden-path/plugin-platform-common';
import type { Application, ManagedResource } from '../client/Application';
import { compareText } from './compareText';
import type { ServiceEntity } from './ServiceEntity';

/** What the portal's configuration says about environments and who owns what. */
export interface DeploymentRules {
  environments: readonly Environment[];
  ownership: readonly Ownership[];
  /** The hosts of `integrations.github`. */
  repositoryHosts?: readonly string[];
  /** Where golden paths make repositories. */
  repositories?: { readonly host: string };
}

/** An application, and the rollout of it that needs attention most. */
export interface ApplicationState {
  application: Application;
  rollout?: Rollout;
}

/** What an application is to an entity: in which environment, and whether it is confirmed to belong to it. */
export function deploymentOf(
  { application, rollout }: ApplicationState,
  entity: ServiceEntity,
  rules: DeploymentRules,
): Deployment {
  const { sync, health, images, deployedAt, links } = application;
  const { operation, history, conditions } = application;
  const confirmation = confirmationOf(application, entity, rules);
  return {
    instance: application.instance,
    application: {
      name: application.name,
      namespace: application.namespace,
      project: application.project,
      applicationSet: application.applicationSet,
    },
    environment: environmentNameOf(application, rules),
    cluster: application.cluster,
    destination: { namespace: application.destinationNamespace },
    confirmed: confirmation.confirmed,
    confirmationProblem: confirmation.confirmed
      ? undefined
      : confirmation.reason,
    sync,
    health,
    images,
    operation,
    rollout: rollout && summaryOf(rollout),
    history,
    conditions,
    resources: countResources(application.resources),
    deployedAt,
    links,
  };
}

/** Sorts in the order of promotion; what is in no environment comes last. */
export function sortDeployments<
  TDeployment extends Pick<
    Deployment,
    'application' | 'environment' | 'instance'
  >,
>(deployments: TDeployment[], rules: DeploymentRules): TDeployment[] {
  return deployments.toSorted(
    (left, right) =>
      promotionRankOf(left.environment, rules) -
        promotionRankOf(right.environment, rules) ||
      compareText(left.application.name, right.application.name) ||
      compareText(left.instance, right.instance) ||
      compareText(left.application.namespace, right.application.namespace),
  );
}

/** The place of an environment in the order of promotion; what is in none comes last. */
export function promotionRankOf(
  environment: string | null,
  { environments }: DeploymentRules,
): number {
  const index = environments.findIndex(({ name }) => name === environment);
  return index < 0 ? environments.length : index;
}

/** Without the steps, which only the page of a deployment shows. */
function summaryOf(rollout: Rollout): Rollout {
  const { name, namespace, strategy, phase, images } = rollout;
  const { step, steps, weight } = rollout;
  const { pauseReason, pausedSince, aborted, message, analyses } = rollout;
  return {
    name,
    namespace,
    strategy,
    phase,
    images,
    step,
    steps,
    weight,
    pauseReason,
    pausedSince,
    aborted,
    message,
    analyses,
  };
}

function environmentNameOf(
  application: Application,
  { environments }: DeploymentRules,
): string | null {
  const { environmentParameter } = application;
  return environmentOf(
    {
      name: application.name,
      labels: application.labels,
      parameters: environmentParameter
        ? { environment: environmentParameter }
        : undefined,
      destinationNamespace: application.destinationNamespace,
    },
    environments.map(({ name }) => name),
  );
}

/** Whether an application agrees that it belongs to an entity, by what the portal's configuration says. */
export function confirmationOf(
  application: Application,
  entity: ServiceEntity,
  { ownership, repositories, repositoryHosts = [] }: DeploymentRules,
): TargetConfirmation {
  const claim = {
    ...entity,
    repositoryHosts: acceptedRepositoryHosts({
      sourceLocation: entity.sourceLocation,
      configuredHost: repositories?.host,
      connectedHosts: repositoryHosts,
    }),
  };
  const evidence = {
    entityRef: application.entityRef,
    repositoryUrls: application.repositoryUrls,
    project: application.project,
    namespace: application.destinationNamespace,
  };
  return confirmTarget(claim, evidence, ownership);
}

function countResources(resources: ManagedResource[]): Deployment['resources'] {
  const counts = new Map<string, Deployment['resources'][number]>();
  for (const { kind, health = null } of resources) {
    const key = `${kind}/${health}`;
    const counted = counts.get(key);
    counts.set(key, { kind, health, count: (counted?.count ?? 0) + 1 });
  }
  return [...counts.values()];
}
