import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import { useEntity } from '@backstage/plugin-catalog-react';
import { useDeployments } from '../../hooks/useDeployments';
import { DeliverySkeleton } from '../DeliverySkeleton';
import { DeploymentsContent } from '../DeploymentsContent';
import { DeliveryLanes } from './DeliveryLanes';

/** The tab that tells how an entity gets to its environments, and all detail of one deployment. */
export function DeliveryContent() {
  const { entity } = useEntity();
  return <DeliveryOf key={stringifyEntityRef(entity)} entity={entity} />;
}

function DeliveryOf({ entity }: { entity: Entity }) {
  const { state, retry } = useDeployments(entity);
  return (
    <DeploymentsContent
      entity={entity}
      state={state}
      onRetry={retry}
      skeleton={<DeliverySkeleton />}
    >
      {response => <DeliveryLanes entity={entity} response={response} />}
    </DeploymentsContent>
  );
}
