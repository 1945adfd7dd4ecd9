import { createFrontendModule } from '@backstage/frontend-plugin-api';
import { TranslationBlueprint } from '@backstage/plugin-app-react';
import { wording } from './wording';

/** The portal's words on the pages of plugins. */
export const textModule = createFrontendModule({
  pluginId: 'app',
  extensions: Object.entries(wording).map(([name, resource]) =>
    TranslationBlueprint.make({ name, params: { resource } }),
  ),
});
