import {
  Alert,
  Box,
  Button,
  Flex,
  TablePagination,
  Text,
  useBreakpoint,
  VisuallyHidden,
} from '@backstage/ui';
import type { OperationsResponse } from '@golden-path/plugin-operations-common';
import type { OperationsState } from '@golden-path/plugin-operations-react';
import {
  RequestFailure,
  type ListNavigation,
} from '@golden-path/plugin-platform-react';
import {
  allActivity,
  countFilters,
  pageSize,
  type ActivityView,
} from '../../activity/activityView';
import { ActivityList } from './ActivityList';
import styles from './ActivityPage.module.css';
import { ActivityTable } from './ActivityTable';

/** Options of {@link ActivityResults}. */
export interface ActivityResultsProps {
  state: OperationsState;
  navigation: ListNavigation<ActivityView>;
  onRetry: () => void;
}

/** What the filters let through, or why nothing can be shown. */
export function ActivityResults(props: ActivityResultsProps) {
  const { state, navigation, onRetry } = props;
  const isSmall = useBreakpoint().down('md');
  const Rows = isSmall ? ActivityList : ActivityTable;
  if (state.type === 'failed') {
    return (
      <section aria-label="Operations" className={styles.results}>
        <RequestFailure
          error={state.error}
          title="The activity could not be loaded"
          deniedTitle="You may not see the activity"
          onRetry={onRetry}
        />
        {navigation.view.cursor && (
          <div>
            <Button
              variant="secondary"
              size="small"
              onPress={() => navigation.change({})}
            >
              Go to the first page
            </Button>
          </div>
        )}
      </section>
    );
  }
  const loaded = state.type === 'loaded' ? state : undefined;
  const isEmpty = loaded?.response.items.length === 0;
  return (
    <section aria-label="Operations" className={styles.results}>
      <VisuallyHidden role="status">{announcementOf(state)}</VisuallyHidden>
      {loaded?.outdatedBy && (
        <Alert
          status="warning"
          icon
          title={`Not renewed: ${loaded.outdatedBy.message}`}
        />
      )}
      {isEmpty ? (
        <EmptyState navigation={navigation} />
      ) : (
        <Box bg="neutral" className={styles.sheet}>
          <Rows
            operations={loaded?.response.items}
            isStale={loaded?.isStale ?? false}
          />
          {loaded && (
            <Pages response={loaded.response} navigation={navigation} />
          )}
        </Box>
      )}
    </section>
  );
}

function Pages(props: {
  response: OperationsResponse;
  navigation: ListNavigation<ActivityView>;
}) {
  const { items, nextCursor } = props.response;
  const { view, goToNextPage, goToPreviousPage } = props.navigation;
  if (view.page === 1 && !nextCursor) {
    return null;
  }
  const first = (view.page - 1) * pageSize + 1;
  const last = first + items.length - 1;
  return (
    <TablePagination
      pageSize={pageSize}
      pageSizeOptions={[pageSize]}
      showPageSizeOptions={false}
      // How many there are in all nobody counts; without a number, the label is left out.
      totalCount={last}
      getLabel={() => `${first}–${last}`}
      hasPreviousPage={view.page > 1}
      hasNextPage={nextCursor !== undefined}
      onNextPage={() => nextCursor && goToNextPage(nextCursor)}
      onPreviousPage={goToPreviousPage}
    />
  );
}

function EmptyState(props: { navigation: ListNavigation<ActivityView> }) {
  const { view, change } = props.navigation;
  const isFiltered = countFilters(view) > 0 || view.cursor !== undefined;
  return (
    <Box bg="neutral" className={styles.empty}>
      <Flex direction="column" gap="3" align="start">
        <Text variant="body-medium">
          {isFiltered
            ? 'Nothing that was asked for matches these filters.'
            : 'Nothing was asked for yet. Deploy, promote, sync or roll back on the tab Delivery of a service: who did it, why, and what came of it is told here.'}
        </Text>
        {isFiltered && (
          <Button
            variant="secondary"
            size="small"
            onPress={() => change({ ...allActivity, entityRef: undefined })}
          >
            Clear filters
          </Button>
        )}
      </Flex>
    </Box>
  );
}

function announcementOf(state: OperationsState): string {
  if (state.type !== 'loaded' || state.isStale) {
    return '';
  }
  const { length } = state.response.items;
  return `${length} ${length === 1 ? 'operation' : 'operations'} on this page`;
}
