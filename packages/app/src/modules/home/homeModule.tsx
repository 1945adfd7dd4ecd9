import { createFrontendModule } from '@backstage/frontend-plugin-api';
import { HomePageLayoutBlueprint } from '@backstage/plugin-home-react/alpha';

const homePage = HomePageLayoutBlueprint.make({
  params: {
    loader: () => import('./HomePage').then(module => module.HomePage),
  },
});

/** The portal's home page. */
export const homeModule = createFrontendModule({
  pluginId: 'home',
  extensions: [homePage],
});
