import { Text } from '@backstage/ui';
import type { Deployment } from '@golden-path/plugin-argocd-common';
import { RiErrorWarningLine } from '@remixicon/react';
import { DeploymentVersion } from '../DeploymentVersion';
import { HealthStatus } from '../HealthStatus';
import { StatusWord } from '../StatusWord';
import { SyncStatus } from '../SyncStatus';
import styles from './EnvironmentColumn.module.css';

/** Options of {@link EnvironmentColumn}. */
export interface EnvironmentColumnProps {
  /** The name of the environment; null for what is in none. */
  environment: string | null;
  deployments: Deployment[];
  /** The entity that the page is about. */
  entityRef: string;
}

/** What runs in one environment. */
export function EnvironmentColumn(props: EnvironmentColumnProps) {
  return (
    <li className={styles.root}>
      <Text as="h4" variant="body-small" color="secondary">
        {props.environment ?? 'No environment'}
      </Text>
      {props.deployments.map(deployment => {
        const { instance, application, confirmed, health, sync } = deployment;
        const showsName = !props.environment || props.deployments.length > 1;
        return (
          <div
            key={`${instance}/${application.namespace}/${application.name}`}
            className={styles.deployment}
          >
            {showsName && (
              <Text as="span" variant="body-small" className={styles.name}>
                {application.name}
              </Text>
            )}
            <DeploymentVersion deployment={deployment} />
            <HealthStatus {...health} />
            <SyncStatus status={sync.status} />
            {!confirmed && (
              <StatusWord
                icon={RiErrorWarningLine}
                tone="warning"
                label="Not confirmed for this service"
                explanation={`${application.name} does not say that it belongs here. Whoever may change it confirms it with the annotation backstage.io/entity-ref: ${props.entityRef}`}
              />
            )}
          </div>
        );
      })}
    </li>
  );
}
