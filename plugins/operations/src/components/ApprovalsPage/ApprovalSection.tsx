import { Alert, Box, Skeleton, Text, VisuallyHidden } from '@backstage/ui';
import type { OperationSummary } from '@golden-path/plugin-operations-common';
import type { OperationsState } from '@golden-path/plugin-operations-react';
import {
  DetailSection,
  RequestFailure,
} from '@golden-path/plugin-platform-react';
import type { ReactNode } from 'react';
import styles from './ApprovalsPage.module.css';

/** Options of {@link ApprovalSection}. */
export interface ApprovalSectionProps {
  title: string;
  state: OperationsState;
  /** What is said where there are none. */
  empty: string;
  onRetry: () => void;
  children: (items: OperationSummary[]) => ReactNode;
}

/** A part of the page in whichever state it is. */
export function ApprovalSection(props: ApprovalSectionProps) {
  const { title, state, empty, onRetry, children } = props;
  return (
    <Box bg="neutral" className={styles.sheet}>
      <DetailSection title={title}>
        {state.type === 'loading' && (
          <div role="status" aria-busy="true" className={styles.list}>
            <VisuallyHidden>Loading what waits</VisuallyHidden>
            <Skeleton width="50%" height="1.25rem" />
            <Skeleton width="70%" height="1rem" />
          </div>
        )}
        {state.type === 'failed' && (
          <RequestFailure
            error={state.error}
            title="What waits could not be loaded"
            deniedTitle="You may not see what waits"
            onRetry={onRetry}
          />
        )}
        {state.type === 'loaded' && (
          <>
            {state.outdatedBy && (
              <Alert
                status="warning"
                icon
                title={`Not renewed: ${state.outdatedBy.message}`}
              />
            )}
            {state.response.items.length > 0 ? (
              children(state.response.items)
            ) : (
              <Text variant="body-medium" color="secondary">
                {empty}
              </Text>
            )}
          </>
        )}
      </DetailSection>
    </Box>
  );
}
