import { Box, Button, Text } from '@backstage/ui';
import type {
  Deployment,
  DeploymentsResponse,
} from '@golden-path/plugin-argocd-common';
import { Age } from '@golden-path/plugin-platform-react';
import type { OperationSummary } from '@golden-path/plugin-operations-common';
import { RiArrowDownSLine, RiArrowUpSLine } from '@remixicon/react';
import type { ReactNode } from 'react';
import { deploymentKey } from '../../deploymentKey';
import type { EnvironmentDeployments } from '../../groupByEnvironment';
import { placeOf } from '../../placeOf';
import { DeploymentActions } from '../DeploymentActions';
import { DeploymentSummary } from '../DeploymentSummary';
import { DistanceNote } from '../DistanceNote';
import { PromoteButtons } from '../PromoteButtons';
import styles from './DeliveryLane.module.css';

/** Options of {@link DeliveryLane}. */
export interface DeliveryLaneProps extends EnvironmentDeployments {
  /** What is known of all environments. */
  response: DeploymentsResponse;
  /** The entity that the page is about. */
  entityRef: string;
  /** What is being done to it at present. */
  active: OperationSummary[];
  /** The key of the deployment that is open. */
  openKey: string | null;
  /** The id of the element with its details. */
  panelId: string;
  onToggle: (deployment: Deployment) => void;
  /** The details, where they belong below their lane. */
  panel?: ReactNode;
}

/** One environment on the way to production, with what runs there. */
export function DeliveryLane(props: DeliveryLaneProps) {
  const { environment, deployments, response, entityRef, openKey, active } =
    props;
  const showsNames = !environment || deployments.length > 1;
  const isOpen = deployments.some(item => deploymentKey(item) === openKey);
  return (
    <Box as="li" bg="neutral" className={styles.root} data-open={isOpen}>
      <Text as="h2" variant="body-medium" weight="bold">
        {environment ?? 'No environment'}
      </Text>
      <div className={styles.deployments}>
        {deployments.map(deployment => {
          const key = deploymentKey(deployment);
          const place = placeOf(deployment, response.items);
          return (
            <div key={key} className={styles.deployment}>
              {showsNames && (
                <Text as="span" variant="body-small" className={styles.text}>
                  {deployment.application.name}
                </Text>
              )}
              <DeploymentSummary
                deployment={deployment}
                entityRef={entityRef}
              />
              <Text
                as="span"
                variant="body-small"
                color="secondary"
                className={styles.text}
              >
                {place}
                {place && deployment.deployedAt && ' · '}
                {deployment.deployedAt && (
                  <>
                    deployed <Age since={deployment.deployedAt} suffix=" ago" />
                  </>
                )}
              </Text>
              <DeploymentActions
                deployment={deployment}
                response={response}
                entityRef={entityRef}
                active={active}
              />
              <Button
                size="small"
                variant="tertiary"
                aria-expanded={key === openKey}
                aria-controls={key === openKey ? props.panelId : undefined}
                aria-label={`Details of ${deployment.application.name}`}
                iconEnd={
                  key === openKey ? <RiArrowUpSLine /> : <RiArrowDownSLine />
                }
                onPress={() => props.onToggle(deployment)}
              >
                Details
              </Button>
            </div>
          );
        })}
      </div>
      <div className={styles.distance}>
        <DistanceNote
          distances={response.distances}
          environment={environment}
        />
        <PromoteButtons
          environment={environment}
          response={response}
          entityRef={entityRef}
          active={active}
        />
      </div>
      {props.panel}
    </Box>
  );
}
