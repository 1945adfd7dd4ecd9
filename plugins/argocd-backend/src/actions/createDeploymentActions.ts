import type { ActionOptions } from './ActionOptions';
import { createExplainDeploymentAction } from './createExplainDeploymentAction';
import { createGetDeploymentAction } from './createGetDeploymentAction';
import { createListDeploymentsAction } from './createListDeploymentsAction';

/** Registers all actions of this plugin: for MCP clients, for the terminal and as steps of templates. */
export function createDeploymentActions(options: ActionOptions): void {
  createListDeploymentsAction(options);
  createGetDeploymentAction(options);
  createExplainDeploymentAction(options);
}
