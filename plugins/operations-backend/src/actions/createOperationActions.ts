import type { KindRegistry } from '../engine/KindRegistry';
import type { ActionOptions } from './ActionOptions';
import { createGetOperationAction } from './createGetOperationAction';
import { createListOperationsAction } from './createListOperationsAction';
import { createPlanAction } from './createPlanAction';
import { createRunAction } from './createRunAction';

/**
 * Registers all actions of this plugin: for MCP clients, for the terminal and as steps of templates. Kinds of
 * operations come from modules, all of which have started by now.
 */
export function createOperationActions(
  options: ActionOptions & { readonly kinds: KindRegistry },
): void {
  createListOperationsAction(options);
  createGetOperationAction(options);
  for (const definition of options.kinds.list()) {
    createPlanAction(options, definition);
    createRunAction(options, definition);
  }
}
