import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import type { DeploymentsService } from '../service/DeploymentsService';

/** What every action of this plugin is made from. The service decides what the caller may read. */
export interface ActionOptions {
  actionsRegistry: ActionsRegistryService;
  deployments: DeploymentsService;
}
