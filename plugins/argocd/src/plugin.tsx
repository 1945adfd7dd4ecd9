import { createFrontendPlugin } from '@backstage/frontend-plugin-api';
import { RiGitBranchLine } from '@remixicon/react';
import { argocdApi } from './api';
import { deliveryRouteRef } from './deliveryRouteRef';
import { deliveryTab } from './extensions/deliveryTab';
import { deploymentsCard } from './extensions/deploymentsCard';
import { deploymentsPage } from './extensions/deploymentsPage';
import { rootRouteRef } from './routes';

/** What runs where: the deployments of an entity by Argo CD. */
export const argocdPlugin = createFrontendPlugin({
  pluginId: 'argocd',
  title: 'Deployments',
  icon: <RiGitBranchLine />,
  info: { packageJson: () => import('../package.json') },
  routes: { root: rootRouteRef, delivery: deliveryRouteRef },
  extensions: [argocdApi, deploymentsPage, deploymentsCard, deliveryTab],
});
