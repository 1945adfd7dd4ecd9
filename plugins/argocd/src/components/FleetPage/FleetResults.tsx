import {
  Alert,
  Box,
  Button,
  TablePagination,
  useBreakpoint,
  VisuallyHidden,
} from '@backstage/ui';
import type { FleetResponse } from '@golden-path/plugin-argocd-common';
import { describeMatches } from '../../fleet/describeMatches';
import { describeRange } from '../../fleet/describeRange';
import { pageSizes, wholeFleet } from '../../fleet/fleetView';
import type { FleetState } from '../../hooks/useFleet';
import type { FleetNavigation } from '../../hooks/useFleetView';
import { DeploymentsFailure } from '../DeploymentsFailure';
import { FleetEmptyState } from '../FleetEmptyState';
import { FleetList } from '../FleetList';
import { FleetTable } from '../FleetTable';
import { SourceNotices } from '../SourceNotices';
import styles from './FleetPage.module.css';

/** Options of {@link FleetResults}. */
export interface FleetResultsProps {
  state: FleetState;
  navigation: FleetNavigation;
  /** Names of environments in the order of promotion. */
  environments: string[];
  /** What people call an owner. */
  nameOfOwner: (ownerRef: string) => string;
  onRetry: () => void;
}

/** What the filters let through, or why nothing can be shown. */
export function FleetResults(props: FleetResultsProps) {
  const { state, navigation, onRetry } = props;
  return (
    <section aria-label="Deployments" className={styles.results}>
      <VisuallyHidden role="status">{announcementOf(state)}</VisuallyHidden>
      {state.type === 'failed' ? (
        <>
          <DeploymentsFailure error={state.error} onRetry={onRetry} />
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
        </>
      ) : (
        <FleetRows {...props} state={state} />
      )}
    </section>
  );
}

function FleetRows(
  props: FleetResultsProps & { state: Exclude<FleetState, { type: 'failed' }> },
) {
  const { state, navigation, environments, nameOfOwner } = props;
  const { view } = navigation;
  const isSmall = useBreakpoint().down('md');
  const Rows = isSmall ? FleetList : FleetTable;
  const rows = (response?: FleetResponse, isStale = false) => (
    <Box bg="neutral" className={styles.sheet}>
      <Rows
        response={response}
        isStale={isStale}
        grouping={view.groupBy}
        environments={environments}
        nameOfOwner={nameOfOwner}
      />
      {response && <FleetPagination {...props} response={response} />}
    </Box>
  );
  if (state.type === 'loading') {
    return rows();
  }
  const { response, outdatedBy, isStale } = state;
  const isComplete = response.sources.every(({ status }) => status === 'live');
  const isWarming = response.sources.some(({ status }) => status === 'warming');
  const isEmpty = response.items.length === 0;
  return (
    <>
      {outdatedBy && (
        <Alert
          status="warning"
          icon
          title={`Not renewed: ${outdatedBy.message}`}
        />
      )}
      <SourceNotices sources={response.sources} />
      {!isEmpty && rows(response, isStale)}
      {isEmpty && isWarming && rows()}
      {isEmpty && !isWarming && (
        <FleetEmptyState
          view={view}
          isComplete={isComplete}
          onClear={() =>
            navigation.change({
              ...wholeFleet,
              groupBy: view.groupBy,
              pageSize: view.pageSize,
            })
          }
        />
      )}
    </>
  );
}

function FleetPagination(props: {
  response: FleetResponse;
  navigation: FleetNavigation;
}) {
  const { items, totalItems, nextCursor } = props.response;
  const { view, change, goToNextPage, goToPreviousPage } = props.navigation;
  return (
    <TablePagination
      pageSize={view.pageSize}
      pageSizeOptions={pageSizes.map(size => ({
        value: size,
        label: `${size} rows`,
      }))}
      totalCount={totalItems}
      getLabel={() =>
        describeRange({
          page: view.page,
          pageSize: view.pageSize,
          shown: items.length,
          totalItems,
        })
      }
      hasPreviousPage={view.page > 1}
      hasNextPage={nextCursor !== undefined}
      onNextPage={() => nextCursor && goToNextPage(nextCursor)}
      onPreviousPage={goToPreviousPage}
      onPageSizeChange={pageSize => change({ pageSize })}
    />
  );
}

function announcementOf(state: FleetState): string {
  return state.type === 'loaded' && !state.isStale
    ? describeMatches(state.response.totalItems)
    : '';
}
