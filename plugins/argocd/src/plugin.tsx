import { createFrontendPlugin } from '@backstage/frontend-plugin-api';
import { RiGitBranchLine } from '@remixicon/react';
import { argocdApi } from './api';
import { deploymentsCard } from './extensions/deploymentsCard';

/** What runs where: the deployments of an entity by Argo CD. */
export const argocdPlugin = createFrontendPlugin({
  pluginId: 'argocd',
  title: 'Deployments',
  icon: <RiGitBranchLine />,
  info: { packageJson: () => import('../package.json') },
  extensions: [argocdApi, deploymentsCard],
});
