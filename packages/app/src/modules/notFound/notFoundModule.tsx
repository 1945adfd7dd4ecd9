import {
  createFrontendModule,
  NotFoundErrorPage,
} from '@backstage/frontend-plugin-api';
import { SwappableComponentBlueprint } from '@backstage/plugin-app-react';

const notFoundPage = SwappableComponentBlueprint.make({
  name: 'core-not-found-error-page',
  params: define =>
    define({
      component: NotFoundErrorPage,
      loader: () =>
        import('./NotFoundPage').then(module => module.NotFoundPage),
    }),
});

/** The page for addresses that lead nowhere. */
export const notFoundModule = createFrontendModule({
  pluginId: 'app',
  extensions: [notFoundPage],
});
