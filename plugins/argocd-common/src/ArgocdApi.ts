import type { CompoundEntityRef } from '@backstage/catalog-model';
import type {
  DeploymentsResponse,
  EntitiesDeploymentsResponse,
} from './schema';

/** What the portal knows about deployments by Argo CD, with the rights of the caller. */
export interface ArgocdApi {
  /** The deployments of one entity, in the order of the environments. */
  getDeployments(entityRef: CompoundEntityRef): Promise<DeploymentsResponse>;

  /** The deployments of several entities at once. Entities that the caller may not see are left out. */
  getDeploymentsOfEntities(
    entityRefs: string[],
  ): Promise<EntitiesDeploymentsResponse>;
}
