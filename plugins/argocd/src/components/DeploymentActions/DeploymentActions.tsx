import type {
  Deployment,
  DeploymentsResponse,
} from '@golden-path/plugin-argocd-common';
import type { OperationSummary } from '@golden-path/plugin-operations-common';
import { BusyNote } from '@golden-path/plugin-operations-react';
import { busyOperationOf } from '../../operations/busyOperationOf';
import { knownVersionsOf } from '../../operations/knownVersionsOf';
import { selectorOf } from '../../operations/selectorOf';
import { whyNotOperable } from '../../operations/whyNotOperable';
import { ArgocdOperationButton } from '../ArgocdOperationButton';
import { DeployForm } from '../DeployForm';
import { SyncButton } from '../SyncButton';
import styles from './DeploymentActions.module.css';

/** Options of {@link DeploymentActions}. */
export interface DeploymentActionsProps {
  deployment: Deployment;
  response: DeploymentsResponse;
  entityRef: string;
  /** What is being done at present. */
  active: OperationSummary[];
}

/** What can be done to a deployment, or what is being done to it. */
export function DeploymentActions(props: DeploymentActionsProps) {
  const { deployment, response, entityRef, active } = props;
  const busy = busyOperationOf(deployment, active);
  if (busy) {
    return <BusyNote operation={busy} />;
  }
  const selector = selectorOf(deployment, response.items);
  const place = deployment.environment ?? deployment.application.name;
  const isSyncing = deployment.operation?.phase === 'Running';
  const common = {
    entityRef,
    disabledReason: whyNotOperable(deployment),
  } as const;
  return (
    <div className={styles.root}>
      {isSyncing ? (
        <ArgocdOperationButton
          {...common}
          kind="terminate-sync"
          label="Stop sync"
          title={`Stop the sync of ${place}`}
          input={selector}
        />
      ) : (
        <SyncButton
          entityRef={entityRef}
          selector={selector}
          place={place}
          disabledReason={common.disabledReason}
        />
      )}
      <ArgocdOperationButton
        {...common}
        kind="deploy"
        label="Deploy…"
        verb="Deploy"
        title={`Deploy to ${place}`}
        renderForm={({ onChange }) => (
          <DeployForm
            onChange={onChange}
            selector={selector}
            suggestions={knownVersionsOf(deployment, response.items)}
          />
        )}
      />
      <ArgocdOperationButton
        {...common}
        kind="refresh"
        label="Refresh"
        title={`Refresh ${place}`}
        input={selector}
      />
    </div>
  );
}
