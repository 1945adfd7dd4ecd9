import { createFrontendModule } from '@backstage/frontend-plugin-api';

/** What the portal adds to the pages of entities. */
export const entityModule = createFrontendModule({
  pluginId: 'catalog',
  extensions: [],
});
