import { useRouteRef } from '@backstage/frontend-plugin-api';
import { Button, Link, Text } from '@backstage/ui';
import { isOver, type Operation } from '@golden-path/plugin-operations-common';
import { useEffect, useRef } from 'react';
import { useOperation } from '../../hooks/useOperation';
import { operationRouteRef } from '../../routes';
import { OperationActions } from '../OperationActions';
import { OperationProgress } from '../OperationProgress';
import { DialogFrame } from './DialogFrame';
import styles from './OperationDialog.module.css';

/** Options of {@link ProgressStep}. */
export interface ProgressStepProps {
  /** As it was when it started. */
  operation: Operation;
  onClose: () => void;
  onUndo: (operation: Operation) => void;
}

/** How far what was started is. */
export function ProgressStep(props: ProgressStepProps) {
  const { id } = props.operation;
  const { state, accept } = useOperation(id, props.operation);
  const operationLink = useRouteRef(operationRouteRef);
  const content = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // The button that had the focus is gone.
    content.current?.focus();
  }, []);
  const operation = state.type === 'loaded' ? state.operation : props.operation;
  const isLost =
    state.type === 'failed' ||
    (state.type === 'loaded' && state.outdatedBy !== undefined);
  return (
    <DialogFrame
      title={operation.title}
      footer={
        <>
          {operationLink && (
            <Link href={operationLink({ id })} className={styles.problem}>
              Open its page
            </Link>
          )}
          <Button variant="secondary" onPress={props.onClose}>
            Close
          </Button>
        </>
      }
    >
      <div
        ref={content}
        tabIndex={-1}
        role="group"
        aria-label="Progress"
        className={styles.progress}
      >
        <OperationProgress operation={operation} isLost={isLost} />
        {!isOver(operation.status) && (
          <Text as="p" variant="body-small" color="secondary">
            You can leave: it goes on, and you find it on the page Activity.
          </Text>
        )}
        <OperationActions
          operation={operation}
          onChanged={accept}
          onUndo={props.onUndo}
        />
      </div>
    </DialogFrame>
  );
}
