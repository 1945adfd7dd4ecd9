import type { CompoundEntityRef } from '@backstage/catalog-model';
import type { DeploymentDetail } from './detailSchema';
import type { FleetQuery, FleetResponse } from './fleetSchema';
import type {
  DeploymentId,
  DeploymentsResponse,
  EntitiesDeploymentsResponse,
} from './schema';

/** What the portal knows about deployments by Argo CD, with the rights of the caller. */
export interface ArgocdApi {
  /** The deployments of one entity, in the order of the environments. */
  getDeployments(entityRef: CompoundEntityRef): Promise<DeploymentsResponse>;

  /** One deployment of an entity with its rollout steps, objects, events and history. */
  getDeployment(
    entityRef: CompoundEntityRef,
    deployment: DeploymentId,
  ): Promise<DeploymentDetail>;

  /** The deployments of several entities at once. Entities that the caller may not see are left out. */
  getDeploymentsOfEntities(
    entityRefs: string[],
  ): Promise<EntitiesDeploymentsResponse>;

  /** A page of the deployments of all entities that the caller may see. */
  listDeployments(query: FleetQuery): Promise<FleetResponse>;
}
