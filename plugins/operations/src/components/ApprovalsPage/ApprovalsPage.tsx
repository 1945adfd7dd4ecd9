import { toastApiRef, useApi } from '@backstage/frontend-plugin-api';
import { Container, Header, Text } from '@backstage/ui';
import {
  statusRules,
  type Operation,
} from '@golden-path/plugin-operations-common';
import {
  OperationItem,
  useOperations,
} from '@golden-path/plugin-operations-react';
import { useMyEntityRef } from '../../hooks/useMyEntityRef';
import { useWaitingApprovals } from '../../hooks/useWaitingApprovals';
import { WaitingList } from '../WaitingApprovals';
import { ApprovalSection } from './ApprovalSection';
import styles from './ApprovalsPage.module.css';

const shownRequests = 10;

/** What waits for a decision of the reader, and what the reader asked others for. */
export function ApprovalsPage() {
  const toasts = useApi(toastApiRef);
  const waiting = useWaitingApprovals();
  const myEntityRef = useMyEntityRef();
  const mine = useOperations(
    myEntityRef
      ? {
          requestedBy: [myEntityRef],
          status: ['waiting', 'denied', 'expired'],
          limit: shownRequests,
        }
      : undefined,
  );
  const onDecided = ({ title, status }: Operation) => {
    toasts.post({
      title: status === 'denied' ? 'Denied' : 'Approved',
      description: `${title}: ${statusRules[status].title}`,
      status: 'success',
      timeout: 6_000,
    });
    waiting.retry();
  };
  return (
    <main>
      <Header title="Approvals" />
      <Container className={styles.page}>
        <ApprovalSection
          title={
            waiting.count ? `Waits for you (${waiting.count})` : 'Waits for you'
          }
          state={waiting.state}
          onRetry={waiting.retry}
          empty="Nothing waits for you. When somebody asks for what you or your teams have to approve, it is told here and in your notifications."
        >
          {items => <WaitingList operations={items} onDecided={onDecided} />}
        </ApprovalSection>
        <ApprovalSection
          title="Asked for by you"
          state={mine.state}
          onRetry={mine.retry}
          empty="Nothing that you asked for waits for others."
        >
          {items => (
            <ul className={styles.list}>
              {items.map(operation => (
                <li key={operation.id} className={styles.item}>
                  <OperationItem operation={operation} />
                  {operation.status === 'waiting' && operation.approval && (
                    <Text as="p" variant="body-small" color="secondary">
                      {operation.approval.given} of{' '}
                      {operation.approval.required} approved so far.
                    </Text>
                  )}
                </li>
              ))}
            </ul>
          )}
        </ApprovalSection>
      </Container>
    </main>
  );
}
