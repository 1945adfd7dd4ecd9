import {
  RELATION_OWNED_BY,
  stringifyEntityRef,
  type Entity,
} from '@backstage/catalog-model';
import type { Deployment } from '@golden-path/plugin-argocd-common';
import {
  confirmTarget,
  environmentOf,
  type Environment,
  type Ownership,
  type TargetConfirmation,
} from '@golden-path/plugin-platform-common';
import type { Application, ManagedResource } from '../client/Application';

/** What the portal's configuration says about environments and who owns what. */
export interface DeploymentRules {
  environments: readonly Environment[];
  ownership: readonly Ownership[];
}

/** What an application is to an entity: in which environment, and whether it is confirmed to belong to it. */
export function deploymentOf(
  application: Application,
  entity: Entity,
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
    history,
    conditions,
    resources: countResources(application.resources),
    deployedAt,
    links,
  };
}

/** Sorts in the order of promotion; what is in no environment comes last. */
export function sortDeployments(
  deployments: Deployment[],
  { environments }: DeploymentRules,
): Deployment[] {
  const rankOf = ({ environment }: Deployment) => {
    const index = environments.findIndex(({ name }) => name === environment);
    return index < 0 ? environments.length : index;
  };
  return deployments.toSorted(
    (left, right) =>
      rankOf(left) - rankOf(right) ||
      left.application.name.localeCompare(right.application.name) ||
      left.instance.localeCompare(right.instance),
  );
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

function confirmationOf(
  application: Application,
  entity: Entity,
  { ownership }: DeploymentRules,
): TargetConfirmation {
  const claim = {
    entityRef: stringifyEntityRef(entity),
    ownerRefs: (entity.relations ?? [])
      .filter(({ type }) => type === RELATION_OWNED_BY)
      .map(({ targetRef }) => targetRef),
    projectSlug: entity.metadata.annotations?.['github.com/project-slug'],
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
