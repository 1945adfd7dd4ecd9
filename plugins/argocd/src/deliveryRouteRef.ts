import { createRouteRef } from '@backstage/frontend-plugin-api';

/** The tab Delivery of an entity. */
export const deliveryRouteRef = createRouteRef();
