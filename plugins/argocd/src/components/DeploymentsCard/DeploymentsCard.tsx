import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import { EntityInfoCard, useEntity } from '@backstage/plugin-catalog-react';
import { Alert, Flex } from '@backstage/ui';
import {
  useDeployments,
  type DeploymentsState,
} from '../../hooks/useDeployments';
import { DeploymentsEmptyState } from '../DeploymentsEmptyState';
import { DeploymentsFailure } from '../DeploymentsFailure';
import {
  DeploymentsFooter,
  DeploymentsFooterSkeleton,
} from '../DeploymentsFooter';
import { DeploymentsSkeleton } from '../DeploymentsSkeleton';
import { DeploymentsView } from '../DeploymentsView';
import { SourceNotices } from '../SourceNotices';

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
      <DeploymentsContent entity={entity} state={state} onRetry={retry} />
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

function DeploymentsContent(props: {
  entity: Entity;
  state: DeploymentsState;
  onRetry: () => void;
}) {
  const { entity, state, onRetry } = props;
  if (state.type === 'loading') {
    return <DeploymentsSkeleton />;
  }
  if (state.type === 'failed') {
    return <DeploymentsFailure error={state.error} onRetry={onRetry} />;
  }
  const { items, sources } = state.response;
  const isComplete = sources.every(({ status }) => status === 'live');
  const isWarming = sources.some(({ status }) => status === 'warming');
  return (
    <Flex direction="column" gap="4">
      {state.outdatedBy && (
        <Alert
          status="warning"
          icon
          title={`Not renewed: ${state.outdatedBy.message}`}
        />
      )}
      <SourceNotices sources={sources} />
      {items.length > 0 && (
        <DeploymentsView
          deployments={items}
          entityRef={stringifyEntityRef(entity)}
        />
      )}
      {items.length === 0 && isWarming && <DeploymentsSkeleton />}
      {items.length === 0 && isComplete && (
        <DeploymentsEmptyState entity={entity} />
      )}
    </Flex>
  );
}
