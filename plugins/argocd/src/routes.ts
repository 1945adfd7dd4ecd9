import { createRouteRef } from '@backstage/frontend-plugin-api';

/** The page with the deployments of all services. */
export const rootRouteRef = createRouteRef();
