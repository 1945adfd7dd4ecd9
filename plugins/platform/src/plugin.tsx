import {
  createFrontendFeatureLoader,
  createFrontendModule,
  createFrontendPlugin,
} from '@backstage/frontend-plugin-api';
import { RiStackLine } from '@remixicon/react';
import { platformApi } from './api';
import { serviceNameField } from './extensions/serviceNameField';

/** The platform in the browser: the client of its API. */
export const platformPlugin = createFrontendPlugin({
  pluginId: 'platform',
  title: 'Platform',
  icon: <RiStackLine />,
  info: { packageJson: () => import('../package.json') },
  extensions: [platformApi],
});

/** What the platform adds to the forms of templates. */
export const platformScaffolderModule = createFrontendModule({
  pluginId: 'scaffolder',
  extensions: [serviceNameField],
});

/** All of it, so that an app which discovers this package has both. */
export const platformFeatures = createFrontendFeatureLoader({
  loader: () => [platformPlugin, platformScaffolderModule],
});
