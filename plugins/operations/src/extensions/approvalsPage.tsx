import { PageBlueprint } from '@backstage/frontend-plugin-api';
import { approvalsRouteRef } from '@golden-path/plugin-operations-react';
import { RiShieldCheckLine } from '@remixicon/react';

/** The page with what waits for a decision, and its entry in the navigation. */
export const approvalsPage = PageBlueprint.make({
  name: 'approvals',
  params: {
    path: '/approvals',
    title: 'Approvals',
    icon: <RiShieldCheckLine />,
    routeRef: approvalsRouteRef,
    loader: () =>
      import('../components/ApprovalsPage').then(({ ApprovalsPage }) => (
        <ApprovalsPage />
      )),
  },
});
