import { Link, Text } from '@backstage/ui';
import type { DeploymentsResponse } from '@golden-path/plugin-argocd-common';
import type { OperationSummary } from '@golden-path/plugin-operations-common';
import type { ReactNode } from 'react';
import { deploymentKey } from '../../deploymentKey';
import type { EnvironmentDeployments } from '../../groupByEnvironment';
import { useDeliveryLink } from '../../hooks/useDeliveryLink';
import { placeOf } from '../../placeOf';
import { BriefActions } from '../DeploymentActions';
import { DeploymentSummary } from '../DeploymentSummary';
import { DistanceNote } from '../DistanceNote';
import { PromoteButtons } from '../PromoteButtons';
import styles from './EnvironmentColumn.module.css';

/** Options of {@link EnvironmentColumn}. */
export interface EnvironmentColumnProps extends EnvironmentDeployments {
  /** What is known of all environments. */
  response: DeploymentsResponse;
  /** The entity that the page is about. */
  entityRef: string;
  /** What is being done to it at present. */
  active: OperationSummary[];
}

/** What runs in one environment. Its name, or those of its applications, lead to the details. */
export function EnvironmentColumn(props: EnvironmentColumnProps) {
  const { environment, deployments, response, entityRef, active } = props;
  const deliveryLink = useDeliveryLink();
  const showsNames = !environment || deployments.length > 1;
  return (
    <li className={styles.root}>
      <Text as="h4" variant="body-small" color="secondary">
        <MaybeLink to={showsNames ? undefined : deliveryLink?.(deployments[0])}>
          {environment ?? 'No environment'}
        </MaybeLink>
      </Text>
      {deployments.map(deployment => {
        const place = placeOf(deployment, response.items);
        return (
          <div key={deploymentKey(deployment)} className={styles.deployment}>
            {showsNames && (
              <Text as="span" variant="body-small" className={styles.name}>
                <MaybeLink to={deliveryLink?.(deployment)}>
                  {deployment.application.name}
                </MaybeLink>
              </Text>
            )}
            {place && (
              <Text
                as="span"
                variant="body-small"
                color="secondary"
                className={styles.name}
              >
                {place}
              </Text>
            )}
            <DeploymentSummary deployment={deployment} entityRef={entityRef} />
            <BriefActions
              deployment={deployment}
              response={response}
              entityRef={entityRef}
              active={active}
            />
          </div>
        );
      })}
      <div className={styles.deployment}>
        <DistanceNote
          distances={response.distances}
          environment={environment}
        />
        <PromoteButtons
          environment={environment}
          response={response}
          entityRef={entityRef}
          active={active}
          isBrief
        />
      </div>
    </li>
  );
}

function MaybeLink(props: { to: string | undefined; children: ReactNode }) {
  if (!props.to) {
    return <>{props.children}</>;
  }
  return (
    <Link href={props.to} variant="body-small" color="secondary">
      {props.children}
    </Link>
  );
}
