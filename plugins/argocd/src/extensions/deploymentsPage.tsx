import { PageBlueprint } from '@backstage/frontend-plugin-api';
import { RiGitBranchLine } from '@remixicon/react';
import { rootRouteRef } from '../routes';

/** The page with the deployments of all services, and its entry in the navigation. */
export const deploymentsPage = PageBlueprint.make({
  params: {
    path: '/deployments',
    title: 'Deployments',
    icon: <RiGitBranchLine />,
    routeRef: rootRouteRef,
    loader: () =>
      import('../components/FleetPage').then(({ FleetPage }) => <FleetPage />),
  },
});
