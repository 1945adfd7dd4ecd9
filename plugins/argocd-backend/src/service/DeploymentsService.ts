import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type {
  DeploymentsResponse,
  EntitiesDeploymentsResponse,
} from '@golden-path/plugin-argocd-common';

/** On whose behalf something is asked. */
export interface DeploymentsServiceOptions {
  credentials: BackstageCredentials;
}

/** What Argo CD deploys for catalog entities. */
export interface DeploymentsService {
  /** The deployments of one entity. Throws a `NotFoundError` when the caller does not see such an entity. */
  getDeployments(
    entityRef: string,
    options: DeploymentsServiceOptions,
  ): Promise<DeploymentsResponse>;

  /** The deployments of several entities, without those that the caller does not see. */
  getDeploymentsOfEntities(
    entityRefs: string[],
    options: DeploymentsServiceOptions,
  ): Promise<EntitiesDeploymentsResponse>;
}
