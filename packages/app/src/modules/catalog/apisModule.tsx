import {
  createFrontendModule,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
import apiDocsPlugin from '@backstage/plugin-api-docs/alpha';
import { RiPlugLine } from '@remixicon/react';

const apisPage = PageBlueprint.make({
  params: {
    path: '/api-docs',
    routeRef: apiDocsPlugin.routes.root,
    title: 'APIs',
    icon: <RiPlugLine />,
    loader: async () => {
      const { ApisPage } = await import('./ApisPage');
      return <ApisPage />;
    },
  },
});

/** The list of APIs, drawn as the catalog is. */
export const apisModule = createFrontendModule({
  pluginId: 'api-docs',
  extensions: [apisPage],
});
