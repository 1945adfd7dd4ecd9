import { useRouteRef } from '@backstage/frontend-plugin-api';
import { Link } from '@backstage/ui';
import { approvalsRouteRef } from '@golden-path/plugin-operations-react';
import { RequestFailure } from '@golden-path/plugin-platform-react';
import type { WaitingApprovalsState } from '../../hooks/useWaitingApprovals';
import styles from './WaitingApprovals.module.css';
import { WaitingList } from './WaitingList';

const shownOperations = 3;

/** Options of {@link WaitingApprovals}. */
export interface WaitingApprovalsProps {
  state: Exclude<WaitingApprovalsState, { type: 'loading' }>;
  onRetry: () => void;
}

/** What waits for a decision of the reader: the latest, and the way to all. */
export function WaitingApprovals({ state, onRetry }: WaitingApprovalsProps) {
  const approvals = useRouteRef(approvalsRouteRef);
  if (state.type === 'failed') {
    return (
      <RequestFailure
        error={state.error}
        title="Approvals could not be loaded"
        deniedTitle="You may not see approvals"
        onRetry={onRetry}
      />
    );
  }
  return (
    <div className={styles.root}>
      <WaitingList
        operations={state.response.items.slice(0, shownOperations)}
        onDecided={onRetry}
      />
      {approvals && (
        <Link href={approvals()} variant="body-small">
          All approvals
        </Link>
      )}
    </div>
  );
}
