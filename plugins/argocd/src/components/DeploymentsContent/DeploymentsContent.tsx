import type { Entity } from '@backstage/catalog-model';
import { Alert, Flex } from '@backstage/ui';
import type { DeploymentsResponse } from '@golden-path/plugin-argocd-common';
import type { ReactNode } from 'react';
import type { DeploymentsState } from '../../hooks/useDeployments';
import { DeploymentsEmptyState } from '../DeploymentsEmptyState';
import { DeploymentsFailure } from '../DeploymentsFailure';
import { SourceNotices } from '../SourceNotices';

/** Options of {@link DeploymentsContent}. */
export interface DeploymentsContentProps {
  entity: Entity;
  state: DeploymentsState;
  onRetry: () => void;
  /** The shape of the content, while that is on the way. */
  skeleton: ReactNode;
  children: (response: DeploymentsResponse) => ReactNode;
}

/** The deployments of an entity in whichever state they are: on the way, refused, failed, none, old or all there. */
export function DeploymentsContent(props: DeploymentsContentProps) {
  const { entity, state, onRetry, skeleton, children } = props;
  if (state.type === 'loading') {
    return <>{skeleton}</>;
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
      {items.length > 0 && children(state.response)}
      {items.length === 0 && isWarming && skeleton}
      {items.length === 0 && isComplete && (
        <DeploymentsEmptyState entity={entity} />
      )}
    </Flex>
  );
}
