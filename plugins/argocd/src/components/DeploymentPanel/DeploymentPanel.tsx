import type { Entity } from '@backstage/catalog-model';
import { Alert, Box, ButtonIcon, Text } from '@backstage/ui';
import type {
  Deployment,
  HistoryEntryDetail,
  Source,
} from '@golden-path/plugin-argocd-common';
import { statusCodeOf } from '@golden-path/plugin-platform-react';
import { RiCloseLine } from '@remixicon/react';
import { useId, type ReactNode } from 'react';
import { useDeployment, type DeploymentState } from '../../hooks/useDeployment';
import { DeploymentDetailView } from '../DeploymentDetailView';
import { DeploymentsFailure } from '../DeploymentsFailure';
import { OpenInArgocd } from '../OpenInArgocd';
import { DetailSkeleton } from './DetailSkeleton';
import styles from './DeploymentPanel.module.css';

/** Options of {@link DeploymentPanel}. */
export interface DeploymentPanelProps {
  id: string;
  entity: Entity;
  deployment: Deployment;
  /** What the page tells of its sources already. */
  toldSources: Source[];
  /** What can be done with a past deployment. */
  renderHistoryAction: (entry: HistoryEntryDetail) => ReactNode;
  /** Whether it is a surface of its own, rather than part of its lane. */
  isCard: boolean;
  onClose: () => void;
}

/** The details of the deployment that is open. One panel is for one deployment: give another one another `key`. */
export function DeploymentPanel(props: DeploymentPanelProps) {
  const { id, entity, deployment, toldSources, isCard, onClose } = props;
  const { instance, application, environment } = deployment;
  const headingId = useId();
  const { state, retry } = useDeployment(entity, {
    instance,
    namespace: application.namespace,
    name: application.name,
  });
  return (
    <Box
      as="section"
      bg={isCard ? 'neutral' : undefined}
      id={id}
      aria-labelledby={headingId}
      className={isCard ? styles.card : styles.root}
    >
      <div className={styles.header}>
        <Text
          as="h2"
          id={headingId}
          variant="title-x-small"
          weight="bold"
          className={styles.title}
        >
          {environment && `${environment}: `}
          {application.name}
        </Text>
        <div className={styles.actions}>
          <OpenInArgocd deployments={[deployment]} />
          <ButtonIcon
            size="small"
            variant="tertiary"
            aria-label="Close the details"
            icon={<RiCloseLine />}
            onPress={onClose}
          />
        </div>
      </div>
      <PanelContent
        state={state}
        onRetry={retry}
        toldSources={toldSources}
        renderHistoryAction={props.renderHistoryAction}
      />
    </Box>
  );
}

function PanelContent(props: {
  state: DeploymentState;
  onRetry: () => void;
  toldSources: Source[];
  renderHistoryAction: DeploymentPanelProps['renderHistoryAction'];
}) {
  const { state, onRetry, toldSources, renderHistoryAction } = props;
  if (state.type === 'loading') {
    return <DetailSkeleton />;
  }
  if (state.type === 'failed') {
    return statusCodeOf(state.error) === 404 ? (
      <Alert
        status="info"
        icon
        title="It is gone"
        description="Argo CD has no such application any more, or it no longer belongs to this service."
      />
    ) : (
      <DeploymentsFailure error={state.error} onRetry={onRetry} />
    );
  }
  return (
    <>
      {state.outdatedBy && (
        <Alert
          status="warning"
          icon
          title={`Not renewed: ${state.outdatedBy.message}`}
        />
      )}
      <DeploymentDetailView
        detail={state.response}
        toldSources={toldSources}
        renderHistoryAction={renderHistoryAction}
      />
    </>
  );
}
