import { Flex } from '@backstage/ui';
import type { Ability, Operation } from '@golden-path/plugin-operations-common';
import { ReasonedButton } from '@golden-path/plugin-platform-react';
import { useDecisionDialog } from '../../hooks/useDecisionDialog';

/** Options of {@link DecisionButtons}. */
export interface DecisionButtonsProps {
  operation: Pick<Operation, 'id' | 'title'>;
  ability: Ability;
  onDecided: (operation: Operation) => void;
}

/** Approve or deny what waits. Each shows the plan first. */
export function DecisionButtons(props: DecisionButtonsProps) {
  const { operation, ability, onDecided } = props;
  const open = useDecisionDialog();
  const disabledReason = ability.allowed ? undefined : ability.reason;
  return (
    <Flex gap="2">
      <ReasonedButton
        variant="primary"
        size="small"
        label="Approve"
        aria-label={`Approve ${operation.title}`}
        disabledReason={disabledReason}
        onPress={() =>
          open({ id: operation.id, decision: 'approve', onDecided })
        }
      />
      <ReasonedButton
        variant="secondary"
        size="small"
        label="Deny"
        aria-label={`Deny ${operation.title}`}
        disabledReason={disabledReason}
        onPress={() => open({ id: operation.id, decision: 'deny', onDecided })}
      />
    </Flex>
  );
}
