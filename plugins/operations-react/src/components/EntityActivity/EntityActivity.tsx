import { useApiHolder, useRouteRef } from '@backstage/frontend-plugin-api';
import { Link, Skeleton, Text, VisuallyHidden } from '@backstage/ui';
import {
  DetailSection,
  RequestFailure,
} from '@golden-path/plugin-platform-react';
import { operationsApiRef } from '../../api';
import { useOperations } from '../../hooks/useOperations';
import { activityRouteRef } from '../../routes';
import { OperationItem } from '../OperationItem';
import styles from './EntityActivity.module.css';

const shownOperations = 5;

/** What was done to an entity last, by whom. Nothing where operations are not installed. */
export function EntityActivity({ entityRef }: { entityRef: string }) {
  const isInstalled = useApiHolder().get(operationsApiRef) !== undefined;
  return isInstalled ? <ActivityOf entityRef={entityRef} /> : null;
}

function ActivityOf({ entityRef }: { entityRef: string }) {
  const { state, retry } = useOperations({
    entityRef: [entityRef],
    limit: shownOperations,
  });
  const activity = useRouteRef(activityRouteRef);
  const all = activity && `${activity()}?entity=${entityRef}`;
  const items = state.type === 'loaded' ? state.response.items : [];
  return (
    <DetailSection
      title="Activity"
      aside={
        all &&
        items.length > 0 && (
          <Link href={all} variant="body-small">
            All activity
          </Link>
        )
      }
    >
      {state.type === 'loading' && (
        <div role="status" aria-busy="true" className={styles.list}>
          <VisuallyHidden>Loading the activity</VisuallyHidden>
          <Skeleton width="60%" height="1.25rem" />
          <Skeleton width="40%" height="1rem" />
        </div>
      )}
      {state.type === 'failed' && (
        <RequestFailure
          error={state.error}
          title="The activity could not be loaded"
          deniedTitle="You may not see the activity"
          onRetry={retry}
        />
      )}
      {state.type === 'loaded' && items.length === 0 && (
        <Text variant="body-small" color="secondary">
          Nothing was done from the portal yet. Each sync, deployment, promotion
          and roll-back is told here, with who asked for it and why.
        </Text>
      )}
      {items.length > 0 && (
        <ul className={styles.list}>
          {items.map(operation => (
            <li key={operation.id} className={styles.item}>
              <OperationItem operation={operation} />
            </li>
          ))}
        </ul>
      )}
    </DetailSection>
  );
}
