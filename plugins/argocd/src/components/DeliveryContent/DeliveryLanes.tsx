import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import { Alert, Button, useBreakpoint, VisuallyHidden } from '@backstage/ui';
import type { DeploymentsResponse } from '@golden-path/plugin-argocd-common';
import {
  EntityActivity,
  useActiveOperations,
} from '@golden-path/plugin-operations-react';
import { useId } from 'react';
import { deploymentKey } from '../../deploymentKey';
import { groupByEnvironment } from '../../groupByEnvironment';
import { useChangeAnnouncement } from '../../hooks/useChangeAnnouncement';
import { useOpenDeployment } from '../../hooks/useOpenDeployment';
import { DeliveryLane } from '../DeliveryLane';
import { DeploymentPanel } from '../DeploymentPanel';
import { HistoryRollBack } from '../RollBackButton';
import styles from './DeliveryContent.module.css';

/**
 * The environments as lanes, and the details of the deployment that is open: below all lanes, or right below its own
 * where the lanes are one below the other.
 */
export function DeliveryLanes(props: {
  entity: Entity;
  response: DeploymentsResponse;
}) {
  const { entity, response } = props;
  const { openKey, open } = useOpenDeployment();
  const announcement = useChangeAnnouncement(response.items);
  const entityRef = stringifyEntityRef(entity);
  const active = useActiveOperations([entityRef]);
  const isWide = useBreakpoint().up('sm');
  const panelId = useId();
  const opened = response.items.find(item => deploymentKey(item) === openKey);
  const isComplete = response.sources.every(({ status }) => status === 'live');
  const panel = opened && (
    <DeploymentPanel
      key={openKey}
      id={panelId}
      entity={entity}
      deployment={opened}
      toldSources={response.sources}
      renderHistoryAction={entry => (
        <HistoryRollBack
          entry={entry}
          deployment={opened}
          response={response}
          entityRef={entityRef}
          active={active}
        />
      )}
      isCard={isWide}
      onClose={() => open(null)}
    />
  );
  return (
    <div className={styles.root}>
      <ol className={styles.lanes} aria-label="Environments">
        {groupByEnvironment(response.items).map(group => (
          <DeliveryLane
            key={group.environment ?? ''}
            {...group}
            response={response}
            entityRef={entityRef}
            active={active}
            openKey={openKey}
            panelId={panelId}
            onToggle={deployment => {
              const key = deploymentKey(deployment);
              open(key === openKey ? null : key);
            }}
            panel={
              !isWide && opened?.environment === group.environment && panel
            }
          />
        ))}
      </ol>
      {isWide && panel}
      {openKey && !opened && isComplete && (
        <Alert
          status="info"
          icon
          title={`There is no deployment ${openKey} here`}
          description="The link may be old: its application was removed or renamed, or it no longer belongs to this service."
          customActions={
            <Button size="small" variant="secondary" onPress={() => open(null)}>
              Close
            </Button>
          }
        />
      )}
      <EntityActivity entityRef={entityRef} />
      <VisuallyHidden aria-live="polite" role="status">
        {announcement}
      </VisuallyHidden>
    </div>
  );
}
