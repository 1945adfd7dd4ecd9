import { VisuallyHidden } from '@backstage/ui';
import type { DeploymentsResponse } from '@golden-path/plugin-argocd-common';
import { useActiveOperations } from '@golden-path/plugin-operations-react';
import { groupByEnvironment } from '../../groupByEnvironment';
import { useChangeAnnouncement } from '../../hooks/useChangeAnnouncement';
import { EnvironmentColumn } from '../EnvironmentColumn';
import styles from './DeploymentsView.module.css';

/** What runs where, one column per environment in the given order. Changes are announced politely. */
export function DeploymentsView(props: {
  response: DeploymentsResponse;
  entityRef: string;
}) {
  const announcement = useChangeAnnouncement(props.response.items);
  const active = useActiveOperations([props.entityRef]);
  return (
    <>
      <div className={styles.container}>
        <ul className={styles.columns}>
          {groupByEnvironment(props.response.items).map(group => (
            <EnvironmentColumn
              key={group.environment ?? ''}
              {...group}
              response={props.response}
              entityRef={props.entityRef}
              active={active}
            />
          ))}
        </ul>
      </div>
      <VisuallyHidden aria-live="polite" role="status">
        {announcement}
      </VisuallyHidden>
    </>
  );
}
