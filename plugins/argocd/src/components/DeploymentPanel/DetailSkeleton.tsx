import { Skeleton, VisuallyHidden } from '@backstage/ui';
import styles from './DeploymentPanel.module.css';

const facts = ['first', 'second', 'third', 'fourth'];
const sections = ['objects', 'events'];

/** The shape of the details while they are on the way. */
export function DetailSkeleton() {
  return (
    <div role="status" aria-busy="true" data-testid="detail-skeleton">
      <VisuallyHidden>Loading the details</VisuallyHidden>
      <div className={styles.skeleton} aria-hidden="true">
        {facts.map(fact => (
          <div key={fact} className={styles.skeletonPart}>
            <Skeleton width="6rem" height="1rem" />
            <Skeleton width="80%" height="1rem" />
          </div>
        ))}
      </div>
      <div className={styles.skeleton} aria-hidden="true">
        {sections.map(section => (
          <div key={section} className={styles.skeletonPart}>
            <Skeleton width="8rem" height="1.25rem" />
            <Skeleton width="100%" height="8rem" />
          </div>
        ))}
      </div>
    </div>
  );
}
