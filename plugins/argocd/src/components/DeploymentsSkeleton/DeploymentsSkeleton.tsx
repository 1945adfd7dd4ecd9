import { Skeleton, VisuallyHidden } from '@backstage/ui';
import columnStyles from '../EnvironmentColumn/EnvironmentColumn.module.css';
import viewStyles from '../DeploymentsView/DeploymentsView.module.css';

const placeholders = ['first', 'second', 'third'];

/** The shape of the card while its content is on the way. */
export function DeploymentsSkeleton() {
  return (
    <div
      className={viewStyles.container}
      role="status"
      aria-busy="true"
      data-testid="deployments-skeleton"
    >
      <VisuallyHidden>Loading deployments</VisuallyHidden>
      <ul className={viewStyles.columns} aria-hidden="true">
        {placeholders.map(placeholder => (
          <li key={placeholder} className={columnStyles.root}>
            <Skeleton width="5rem" height="1rem" />
            <div className={columnStyles.deployment}>
              <Skeleton width="4rem" height="1.25rem" />
              <Skeleton width="6rem" height="1rem" />
              <Skeleton width="5rem" height="1rem" />
            </div>
          </li>
        ))}
      </ul>
    </div>
  );
}
