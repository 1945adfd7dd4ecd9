import { createExtensionPoint } from '@backstage/backend-plugin-api';
import type { AnyOperationDefinition } from './OperationDefinition';

/** Where plugins tell which operations they contribute. */
export interface OperationsExtensionPoint {
  /** Throws where a kind of this name is there already. */
  addOperations(...definitions: AnyOperationDefinition[]): void;
}

/** Used by modules of the plugin `operations`. */
export const operationsExtensionPoint =
  createExtensionPoint<OperationsExtensionPoint>({
    id: 'operations.definitions',
  });
