import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import type { OperationsService } from '../service/OperationsService';

/** What every action of this plugin is made from. The service decides what the caller may do. */
export interface ActionOptions {
  readonly actionsRegistry: ActionsRegistryService;
  readonly operations: OperationsService;
  /** Where people open the portal, for links. */
  readonly portalUrl: string | undefined;
}
