import { useRouteRef } from '@backstage/frontend-plugin-api';
import { Box, Link, Text } from '@backstage/ui';
import type { Operation } from '@golden-path/plugin-operations-common';
import {
  DecisionButtons,
  OperationActions,
  operationRouteRef,
  OperationProgress,
  PlanView,
  undoOptionsOf,
  useOperationDialog,
} from '@golden-path/plugin-operations-react';
import { DetailSection } from '@golden-path/plugin-platform-react';
import { useState } from 'react';
import { DecisionList } from './DecisionList';
import { OperationTarget } from './OperationTarget';
import styles from './OperationPage.module.css';

/** Options of {@link OperationContent}. */
export interface OperationContentProps {
  operation: Operation;
  /** Whether nobody answers at present. */
  isLost: boolean;
  onChanged: (operation: Operation) => void;
}

/** Everything about an operation: how it goes comes first. */
export function OperationContent(props: OperationContentProps) {
  const { operation, isLost, onChanged } = props;
  const { abilities, decisions, plan, status, undoes, undoneBy } = operation;
  const openDialog = useOperationDialog();
  // Who decides has to see it.
  const [isPlanOpen, setIsPlanOpen] = useState(status === 'waiting');
  return (
    <div className={styles.columns}>
      <Box bg="neutral" className={styles.sheet}>
        <OperationProgress operation={operation} isLost={isLost} />
        {status === 'waiting' && (
          <DecisionButtons
            operation={operation}
            ability={abilities.decide}
            onDecided={onChanged}
          />
        )}
        <OperationActions
          operation={operation}
          onChanged={onChanged}
          onUndo={undone => openDialog(undoOptionsOf(undone))}
        />
      </Box>
      <Box bg="neutral" className={styles.sheet}>
        <OperationTarget operation={operation} />
        {undoes && <OperationLink id={undoes} text="What it undoes" />}
        {undoneBy && <OperationLink id={undoneBy} text="What undid it" />}
        {decisions.length > 0 && (
          <DetailSection title="Decisions">
            <DecisionList decisions={decisions} />
          </DetailSection>
        )}
        <details
          className={styles.plan}
          open={isPlanOpen}
          onToggle={event => setIsPlanOpen(event.currentTarget.open)}
        >
          <summary>
            <Text as="span" variant="body-large" weight="bold">
              The plan
            </Text>
          </summary>
          {isPlanOpen && <PlanView plan={plan} />}
        </details>
      </Box>
    </div>
  );
}

function OperationLink({ id, text }: { id: string; text: string }) {
  const operationLink = useRouteRef(operationRouteRef);
  return operationLink ? (
    <Link href={operationLink({ id })} variant="body-small">
      {text}
    </Link>
  ) : null;
}
