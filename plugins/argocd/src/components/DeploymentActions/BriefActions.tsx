import { BusyNote } from '@golden-path/plugin-operations-react';
import { busyOperationOf } from '../../operations/busyOperationOf';
import { selectorOf } from '../../operations/selectorOf';
import { whyNotOperable } from '../../operations/whyNotOperable';
import { RollBackButton } from '../RollBackButton';
import { SyncButton } from '../SyncButton';
import type { DeploymentActionsProps } from './DeploymentActions';
import styles from './DeploymentActions.module.css';

/** The one thing that helps a deployment which is not as it should be, or what is being done to it; else nothing. */
export function BriefActions(props: DeploymentActionsProps) {
  const { deployment, response, entityRef, active } = props;
  const { environment, health, history, operation, sync } = deployment;
  const busy = busyOperationOf(deployment, active);
  if (busy) {
    return <BusyNote operation={busy} />;
  }
  const selector = selectorOf(deployment, response.items);
  const disabledReason = whyNotOperable(deployment);
  const isBroken = health.status === 'Degraded' && history.length > 1;
  const isSyncable =
    sync.status === 'OutOfSync' && operation?.phase !== 'Running';
  if (!isBroken && !isSyncable) {
    return null;
  }
  return (
    <div className={styles.root}>
      {isBroken && (
        <RollBackButton
          entityRef={entityRef}
          deployment={deployment}
          selector={selector}
          disabledReason={disabledReason}
        />
      )}
      {isSyncable && (
        <SyncButton
          entityRef={entityRef}
          selector={selector}
          place={environment ?? deployment.application.name}
          disabledReason={disabledReason}
        />
      )}
    </div>
  );
}
