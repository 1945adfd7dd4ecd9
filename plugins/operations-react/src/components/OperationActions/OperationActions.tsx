import { Flex } from '@backstage/ui';
import {
  isOver,
  type Ability,
  type Operation,
} from '@golden-path/plugin-operations-common';
import { ReasonedButton } from '@golden-path/plugin-platform-react';
import { useState } from 'react';
import { useOperationChange } from '../../hooks/useOperationChange';
import { CancelConfirmation } from './CancelConfirmation';
import { ChangeFailure } from './ChangeFailure';

/** Options of {@link OperationActions}. */
export interface OperationActionsProps {
  operation: Operation;
  onChanged: (operation: Operation) => void;
  onUndo: (operation: Operation) => void;
}

/** What can be done with an operation now; what one may not do tells why. */
export function OperationActions(props: OperationActionsProps) {
  const { operation, onChanged, onUndo } = props;
  const { abilities, plan, status, undoneBy } = operation;
  const [isConfirming, setIsConfirming] = useState(false);
  const change = useOperationChange(operation.id, onChanged);
  if (isConfirming && !isOver(status)) {
    return (
      <CancelConfirmation
        isWaiting={status === 'waiting'}
        change={change}
        onBack={() => setIsConfirming(false)}
      />
    );
  }
  const isUndoShown =
    abilities.undo.allowed ||
    (plan.undo.possible && (status === 'failed' || status === 'succeeded'));
  return (
    <Flex direction="column" gap="3">
      <ChangeFailure change={change} />
      <Flex gap="2" style={{ flexWrap: 'wrap' }}>
        {status === 'failed' && (
          <ReasonedButton
            variant="primary"
            label="Retry from here"
            disabledReason={reasonAgainst(abilities.retry)}
            isPending={change.isSending}
            onPress={() => change.send('retry')}
          />
        )}
        {isUndoShown && (
          <ReasonedButton
            variant="secondary"
            label="Undo"
            disabledReason={
              undoneBy ? 'It was undone' : reasonAgainst(abilities.undo)
            }
            onPress={() => onUndo(operation)}
          />
        )}
        {!isOver(status) && (
          <ReasonedButton
            variant="secondary"
            label={status === 'waiting' ? 'Withdraw' : 'Cancel it'}
            disabledReason={reasonAgainst(abilities.cancel)}
            onPress={() => setIsConfirming(true)}
          />
        )}
      </Flex>
    </Flex>
  );
}

function reasonAgainst(ability: Ability): string | undefined {
  return ability.allowed ? undefined : ability.reason;
}
