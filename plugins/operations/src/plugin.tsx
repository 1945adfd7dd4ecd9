import { createFrontendPlugin } from '@backstage/frontend-plugin-api';
import {
  activityRouteRef,
  approvalsRouteRef,
  operationRouteRef,
} from '@golden-path/plugin-operations-react';
import { RiPulseLine } from '@remixicon/react';
import { operationsApi } from './api';
import { activityPage } from './extensions/activityPage';
import { approvalsPage } from './extensions/approvalsPage';
import { operationPage } from './extensions/operationPage';

/** What is changed through the portal: who asked for it, who approved it, and what came of it. */
export const operationsPlugin = createFrontendPlugin({
  pluginId: 'operations',
  title: 'Activity',
  icon: <RiPulseLine />,
  info: { packageJson: () => import('../package.json') },
  routes: {
    root: activityRouteRef,
    operation: operationRouteRef,
    approvals: approvalsRouteRef,
  },
  extensions: [operationsApi, activityPage, approvalsPage, operationPage],
});
