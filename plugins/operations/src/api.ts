import {
  ApiBlueprint,
  discoveryApiRef,
  fetchApiRef,
} from '@backstage/frontend-plugin-api';
import { OperationsClient } from '@golden-path/plugin-operations-common';
import { operationsApiRef } from '@golden-path/plugin-operations-react';

/** Provides {@link operationsApiRef}. */
export const operationsApi = ApiBlueprint.make({
  params: defineParams =>
    defineParams({
      api: operationsApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: dependencies => new OperationsClient(dependencies),
    }),
});
