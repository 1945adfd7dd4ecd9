import { PageBlueprint } from '@backstage/frontend-plugin-api';
import { activityRouteRef } from '@golden-path/plugin-operations-react';
import { RiPulseLine } from '@remixicon/react';

/** The page with all operations that the reader may see, and its entry in the navigation. */
export const activityPage = PageBlueprint.make({
  params: {
    path: '/activity',
    title: 'Activity',
    icon: <RiPulseLine />,
    routeRef: activityRouteRef,
    loader: () =>
      import('../components/ActivityPage').then(({ ActivityPage }) => (
        <ActivityPage />
      )),
  },
});
