import { createApiRef } from '@backstage/frontend-plugin-api';
import type { OperationsApi } from '@golden-path/plugin-operations-common';

/** The operations backend, called with the rights of the person who is signed in. */
export const operationsApiRef = createApiRef<OperationsApi>().with({
  id: 'plugin.operations.client',
  pluginId: 'operations',
});
