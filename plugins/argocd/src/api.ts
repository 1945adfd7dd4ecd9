import {
  ApiBlueprint,
  createApiRef,
  discoveryApiRef,
  fetchApiRef,
} from '@backstage/frontend-plugin-api';
import {
  ArgocdClient,
  type ArgocdApi,
} from '@golden-path/plugin-argocd-common';

/** The argocd backend, called with the rights of the person who is signed in. */
export const argocdApiRef = createApiRef<ArgocdApi>().with({
  id: 'plugin.argocd.client',
  pluginId: 'argocd',
});

/** Provides {@link argocdApiRef}. */
export const argocdApi = ApiBlueprint.make({
  params: defineParams =>
    defineParams({
      api: argocdApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: dependencies => new ArgocdClient(dependencies),
    }),
});
