import { Dialog } from '@backstage/ui';
import type { Operation } from '@golden-path/plugin-operations-common';
import { useState } from 'react';
import { useCloseOnNavigation } from '../../hooks/useCloseOnNavigation';
import type { OperationDialogOptions } from './OperationDialogOptions';
import { PlanStep } from './PlanStep';
import { ProgressStep } from './ProgressStep';
import { undoOptionsOf } from './undoOptionsOf';

/** Options of {@link OperationDialog}. */
export interface OperationDialogProps {
  options: OperationDialogOptions;
  onClose: () => void;
}

/** Shows what would happen, asks for what is needed, carries it out, and then shows how far it is. */
export function OperationDialog(props: OperationDialogProps) {
  const { onClose } = props;
  const [options, setOptions] = useState(props.options);
  const [operation, setOperation] = useState<Operation>();
  useCloseOnNavigation(onClose);
  return (
    <Dialog
      isOpen
      // A click beside it would lose what was typed.
      isDismissable={false}
      onOpenChange={isOpen => !isOpen && onClose()}
      width="min(44rem, calc(100vw - 2rem))"
    >
      {operation ? (
        <ProgressStep
          operation={operation}
          onClose={onClose}
          onUndo={undone => {
            setOperation(undefined);
            setOptions(undoOptionsOf(undone));
          }}
        />
      ) : (
        <PlanStep
          key={options.title}
          options={options}
          onClose={onClose}
          onStarted={setOperation}
        />
      )}
    </Dialog>
  );
}
