import {
  ApiBlueprint,
  createApiRef,
  discoveryApiRef,
  fetchApiRef,
} from '@backstage/frontend-plugin-api';
import {
  PlatformClient,
  type PlatformApi,
} from '@golden-path/plugin-platform-common';

/** The platform backend, called with the rights of the person who is signed in. */
export const platformApiRef = createApiRef<PlatformApi>().with({
  id: 'plugin.platform.client',
  pluginId: 'platform',
});

/** Provides {@link platformApiRef}. */
export const platformApi = ApiBlueprint.make({
  params: defineParams =>
    defineParams({
      api: platformApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: dependencies => new PlatformClient(dependencies),
    }),
});
