import { PageBlueprint } from '@backstage/frontend-plugin-api';
import { operationRouteRef } from '@golden-path/plugin-operations-react';

/** The page of one operation. */
export const operationPage = PageBlueprint.make({
  name: 'operation',
  params: {
    path: '/operations/:id',
    routeRef: operationRouteRef,
    loader: () =>
      import('../components/OperationPage').then(({ OperationPage }) => (
        <OperationPage />
      )),
  },
});
