import { createFrontendPlugin } from '@backstage/frontend-plugin-api';
import { argocdApi } from './api';

/** What runs where: the deployments of an entity by Argo CD. */
export const argocdPlugin = createFrontendPlugin({
  pluginId: 'argocd',
  title: 'Deployments',
  info: { packageJson: () => import('../package.json') },
  extensions: [argocdApi],
});
