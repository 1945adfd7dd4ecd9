import type { Deployment } from '@golden-path/plugin-argocd-common';
import { DeploymentVersion } from '../DeploymentVersion';
import { HealthStatus } from '../HealthStatus';
import { NotConfirmedNote } from '../NotConfirmedNote';
import { OperationStatus } from '../OperationStatus';
import { RolloutStatus } from '../RolloutStatus';
import { SyncStatus } from '../SyncStatus';

/** Options of {@link DeploymentSummary}. */
export interface DeploymentSummaryProps {
  deployment: Deployment;
  /** The entity that the page is about. */
  entityRef: string;
}

/** What runs and how it is, in a few lines. */
export function DeploymentSummary(props: DeploymentSummaryProps) {
  const { health, operation, rollout, sync } = props.deployment;
  // Argo CD calls an application with a paused rollout paused, too: the rollout tells more.
  const isToldByRollout =
    health.status === 'Suspended' && rollout?.phase === 'Paused';
  return (
    <>
      <DeploymentVersion deployment={props.deployment} />
      {!isToldByRollout && <HealthStatus {...health} />}
      {rollout && <RolloutStatus rollout={rollout} />}
      <SyncStatus status={sync.status} />
      {operation && <OperationStatus operation={operation} />}
      <NotConfirmedNote {...props} />
    </>
  );
}
