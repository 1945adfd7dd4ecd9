import { Skeleton } from '@backstage/ui';
import styles from './HomeSection.module.css';

/** Rows where rows will be. */
export const SectionSkeleton = ({ rows }: { rows: number }) => (
  <div className={styles.skeletons} role="status" aria-label="Loading">
    {Array.from({ length: rows }, (_, index) => (
      <Skeleton key={index} width="100%" height={20} />
    ))}
  </div>
);
