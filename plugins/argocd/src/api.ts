import {
  ApiBlueprint,
  createApiRef,
  discoveryApiRef,
  fetchApiRef,
} from '@backstage/frontend-plugin-api';
import {
  AbortableArgocdClient,
  type AbortableArgocdApi,
} from './AbortableArgocdClient';

/** The argocd backend, called with the rights of the person who is signed in. */
export const argocdApiRef = createApiRef<AbortableArgocdApi>().with({
  id: 'plugin.argocd.client',
  pluginId: 'argocd',
});

/** Provides {@link argocdApiRef}. */
export const argocdApi = ApiBlueprint.make({
  params: defineParams =>
    defineParams({
      api: argocdApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: dependencies => new AbortableArgocdClient(dependencies),
    }),
});
