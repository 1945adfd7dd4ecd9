import { Skeleton, VisuallyHidden } from '@backstage/ui';
import styles from './PlanView.module.css';

const sections = ['changes', 'commits', 'phases'];

/** The shape of a plan while it is on the way. */
export function PlanSkeleton() {
  return (
    <div role="status" aria-busy="true" className={styles.root}>
      <VisuallyHidden>Finding out what would happen</VisuallyHidden>
      <div className={styles.summary} aria-hidden="true">
        <Skeleton width="85%" height="1.25rem" />
        <Skeleton width="50%" height="1rem" />
      </div>
      {sections.map(section => (
        <div key={section} className={styles.summary} aria-hidden="true">
          <Skeleton width="7rem" height="1.25rem" />
          <Skeleton width="100%" height="1rem" />
          <Skeleton width="70%" height="1rem" />
        </div>
      ))}
    </div>
  );
}
