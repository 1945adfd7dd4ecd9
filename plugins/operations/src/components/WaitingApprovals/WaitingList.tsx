import { Text } from '@backstage/ui';
import type {
  Operation,
  OperationSummary,
} from '@golden-path/plugin-operations-common';
import {
  DecisionButtons,
  ExpiryNote,
  OperationItem,
} from '@golden-path/plugin-operations-react';
import styles from './WaitingApprovals.module.css';

/** Options of {@link WaitingList}. */
export interface WaitingListProps {
  operations: OperationSummary[];
  onDecided: (operation: Operation) => void;
}

/** What waits for the reader, each with why, until when, and the buttons that show the plan and decide. */
export function WaitingList({ operations, onDecided }: WaitingListProps) {
  return (
    <ul className={styles.list}>
      {operations.map(operation => (
        <li key={operation.id} className={styles.item}>
          <div className={styles.what}>
            <OperationItem operation={operation} hidesStatus />
            {operation.reason && (
              <Text as="p" variant="body-small" className={styles.text}>
                Reason: {operation.reason}
              </Text>
            )}
            <Text as="p" variant="body-small" color="secondary">
              {operation.approval &&
                `${operation.approval.given} of ${operation.approval.required} approved. `}
              {operation.expiresAt && (
                <ExpiryNote expiresAt={operation.expiresAt} />
              )}
            </Text>
          </div>
          <DecisionButtons
            operation={operation}
            ability={{ allowed: true }}
            onDecided={onDecided}
          />
        </li>
      ))}
    </ul>
  );
}
