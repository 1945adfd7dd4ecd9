import { useRouteRef } from '@backstage/frontend-plugin-api';
import type { Deployment } from '@golden-path/plugin-argocd-common';
import { deliveryRouteRef } from '../deliveryRouteRef';
import { deploymentKey } from '../deploymentKey';

/** Where a deployment of the entity of this page is told in full; undefined where there is no such tab. */
export function useDeliveryLink():
  | ((deployment: Deployment) => string)
  | undefined {
  const route = useRouteRef(deliveryRouteRef);
  return (
    route &&
    (deployment => {
      const key = encodeURIComponent(deploymentKey(deployment));
      // A slash needs no escape in a query, and people read these links.
      return `${route()}?deployment=${key.replaceAll('%2F', '/')}`;
    })
  );
}
