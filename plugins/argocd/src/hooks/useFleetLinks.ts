import { useEntityRefLink } from '@backstage/plugin-catalog-react';
import type { FleetDeployment } from '@golden-path/plugin-argocd-common';
import { useCallback } from 'react';
import { deploymentKey } from '../deploymentKey';

/** The path of the tab Delivery below the page of an entity: a route below an entity has no address of its own. */
const deliveryPath = 'delivery';

/** Where a deployment of the fleet is told in full: the tab Delivery of its service, opened at it. */
export function useFleetLinks(): (deployment: FleetDeployment) => string {
  const entityLink = useEntityRefLink();
  return useCallback(
    deployment =>
      `${entityLink(
        deployment.entityRef,
      )}/${deliveryPath}?deployment=${deploymentKey(deployment)}`,
    [entityLink],
  );
}
