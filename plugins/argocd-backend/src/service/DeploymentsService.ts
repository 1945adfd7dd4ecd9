import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type {
  DeploymentDetail,
  DeploymentId,
  DeploymentsResponse,
  EntitiesDeploymentsResponse,
  FleetResponse,
  ParsedFleetQuery,
} from '@golden-path/plugin-argocd-common';

/** On whose behalf something is asked. */
export interface DeploymentsServiceOptions {
  credentials: BackstageCredentials;
}

/** What Argo CD deploys for catalog entities that are named. */
export interface EntityDeploymentsService {
  /** The deployments of one entity. Throws a `NotFoundError` when the caller does not see such an entity. */
  getDeployments(
    entityRef: string,
    options: DeploymentsServiceOptions,
  ): Promise<DeploymentsResponse>;

  /**
   * Everything about one deployment. Throws a `NotFoundError` when the entity has no such deployment, also where
   * another one has it.
   */
  getDeployment(
    entityRef: string,
    deployment: DeploymentId,
    options: DeploymentsServiceOptions,
  ): Promise<DeploymentDetail>;

  /** The deployments of several entities, without those that the caller does not see. */
  getDeploymentsOfEntities(
    entityRefs: string[],
    options: DeploymentsServiceOptions,
  ): Promise<EntitiesDeploymentsResponse>;
}

/** What Argo CD deploys for catalog entities. */
export interface DeploymentsService extends EntityDeploymentsService {
  /** A page of the deployments of all entities that the caller sees and may read. */
  listDeployments(
    query: ParsedFleetQuery,
    options: DeploymentsServiceOptions,
  ): Promise<FleetResponse>;
}
