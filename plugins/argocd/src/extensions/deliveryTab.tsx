import { EntityContentBlueprint } from '@backstage/plugin-catalog-react/alpha';
import { deliveryRouteRef } from '../deliveryRouteRef';
import { hasApplications } from '../hasApplications';

/** The tab Delivery of every entity that points at Argo CD applications. */
export const deliveryTab = EntityContentBlueprint.make({
  name: 'delivery',
  params: {
    path: '/delivery',
    title: 'Delivery',
    group: 'delivery',
    routeRef: deliveryRouteRef,
    filter: hasApplications,
    loader: () =>
      import('../components/DeliveryContent').then(({ DeliveryContent }) => (
        <DeliveryContent />
      )),
  },
});
