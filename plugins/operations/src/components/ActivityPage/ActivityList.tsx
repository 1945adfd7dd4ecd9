import { Skeleton, VisuallyHidden } from '@backstage/ui';
import { OperationItem } from '@golden-path/plugin-operations-react';
import styles from './ActivityPage.module.css';
import type { ActivityRowsProps } from './ActivityTable';

const placeholders = ['first', 'second', 'third', 'fourth', 'fifth'];

/** The operations of a page, one below the other: what the table becomes on a small screen. */
export function ActivityList({ operations, isStale }: ActivityRowsProps) {
  if (!operations) {
    return (
      <div role="status" aria-busy="true">
        <VisuallyHidden>Loading the activity</VisuallyHidden>
        <ul className={styles.list} aria-hidden="true">
          {placeholders.map(placeholder => (
            <li key={placeholder} className={styles.item}>
              <Skeleton width="70%" height="1.25rem" />
              <Skeleton width="50%" height="1rem" />
            </li>
          ))}
        </ul>
      </div>
    );
  }
  return (
    <ul className={styles.list} aria-busy={isStale}>
      {operations.map(operation => (
        <li key={operation.id} className={styles.item}>
          <OperationItem operation={operation} />
        </li>
      ))}
    </ul>
  );
}
