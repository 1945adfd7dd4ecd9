import { createRouteRef } from '@backstage/frontend-plugin-api';

/** The page with all operations that the reader may see. */
export const activityRouteRef = createRouteRef();

/** The page of one operation. */
export const operationRouteRef = createRouteRef({ params: ['id'] });

/** The page with what waits for a decision. */
export const approvalsRouteRef = createRouteRef();
