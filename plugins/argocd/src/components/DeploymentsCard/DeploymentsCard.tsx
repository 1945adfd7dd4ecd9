import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import { EntityInfoCard, useEntity } from '@backstage/plugin-catalog-react';
import {
  useDeployments,
  type DeploymentsState,
} from '../../hooks/useDeployments';
import { DeploymentsContent } from '../DeploymentsContent';
import {
  DeploymentsFooter,
  DeploymentsFooterSkeleton,
} from '../DeploymentsFooter';
import { DeploymentsSkeleton } from '../DeploymentsSkeleton';
import { DeploymentsView } from '../DeploymentsView';

/** The card that tells what of an entity runs where. */
export function DeploymentsCard() {
  const { entity } = useEntity();
  return <DeploymentsCardOf key={stringifyEntityRef(entity)} entity={entity} />;
}

function DeploymentsCardOf({ entity }: { entity: Entity }) {
  const { state, retry } = useDeployments(entity);
  return (
    <EntityInfoCard
      title="Deployments"
      footerActions={<DeploymentsCardFooter state={state} />}
    >
      <DeploymentsContent
        entity={entity}
        state={state}
        onRetry={retry}
        skeleton={<DeploymentsSkeleton />}
      >
        {response => (
          <DeploymentsView
            response={response}
            entityRef={stringifyEntityRef(entity)}
          />
        )}
      </DeploymentsContent>
    </EntityInfoCard>
  );
}

function DeploymentsCardFooter({ state }: { state: DeploymentsState }) {
  switch (state.type) {
    case 'loading':
      return <DeploymentsFooterSkeleton />;
    case 'loaded':
      return <DeploymentsFooter response={state.response} />;
    default:
      return null;
  }
}
