import {
  DEFAULT_NAMESPACE,
  stringifyEntityRef,
  type Entity,
} from '@backstage/catalog-model';
import {
  versionOf,
  worstHealth,
  type Deployment,
  type EntitiesDeploymentsResponse,
  type HealthStatusName,
} from '@golden-path/plugin-argocd-common';

/** What one of my services runs in one environment. */
export interface EnvironmentState {
  health: HealthStatusName;
  /** When the health last changed, as an ISO 8601 time. */
  since?: string;
  /** Absent where the applications of the environment run different versions. */
  version?: string;
  outOfSync: boolean;
}

/** One of my services. */
export interface ServiceRow {
  /** The reference of the entity. */
  id: string;
  name: string;
  environments: Record<string, EnvironmentState>;
}

function stateOf(deployments: Deployment[]): EnvironmentState | undefined {
  const health = worstHealth(deployments.map(each => each.health.status));
  if (!health) {
    return undefined;
  }
  const versions = new Set(deployments.map(versionOf));
  const [version] = versions;
  return {
    health,
    since: deployments.find(each => each.health.status === health)?.health
      .since,
    version: versions.size === 1 ? version : undefined,
    outOfSync: deployments.some(each => each.sync.status === 'OutOfSync'),
  };
}

function environmentsOf(deployments: Deployment[]): ServiceRow['environments'] {
  const names = new Set(
    deployments.flatMap(({ environment }) => environment ?? []),
  );
  const states = [...names].flatMap(name => {
    const state = stateOf(
      deployments.filter(({ environment }) => environment === name),
    );
    return state ? [[name, state] as const] : [];
  });
  return Object.fromEntries(states);
}

/** Joins my services with what runs of them; a service that runs nowhere has no environments. */
export function serviceRows(
  services: Entity[],
  deployments: EntitiesDeploymentsResponse['items'],
): ServiceRow[] {
  const byRef = new Map(
    deployments.map(item => [item.entityRef, item.deployments]),
  );
  return services.map(service => {
    const id = stringifyEntityRef(service);
    const { name, namespace = DEFAULT_NAMESPACE, title } = service.metadata;
    return {
      id,
      name:
        title ??
        (namespace === DEFAULT_NAMESPACE ? name : `${namespace}/${name}`),
      environments: environmentsOf(byRef.get(id) ?? []),
    };
  });
}
