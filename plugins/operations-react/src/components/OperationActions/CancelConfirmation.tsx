import { Alert, Button, Flex } from '@backstage/ui';
import type { OperationChange } from '../../hooks/useOperationChange';
import { ChangeFailure } from './ChangeFailure';

/** Options of {@link CancelConfirmation}. */
export interface CancelConfirmationProps {
  /** Whether it has not begun yet. */
  isWaiting: boolean;
  change: OperationChange;
  onBack: () => void;
}

/** Asks whether an operation is really to stop. */
export function CancelConfirmation(props: CancelConfirmationProps) {
  const { isWaiting, change, onBack } = props;
  return (
    <Flex direction="column" gap="3">
      <ChangeFailure change={change} />
      <Alert
        status="warning"
        icon
        role="alert"
        title={isWaiting ? 'Withdraw it?' : 'Stop it where it stands?'}
        description={
          isWaiting
            ? 'Nothing has changed yet, and nothing will.'
            : 'The phases that are done stay done. You can undo them afterwards where that is possible.'
        }
        customActions={
          <Flex gap="2">
            <Button size="small" variant="secondary" onPress={onBack}>
              {isWaiting ? 'Keep it' : 'Let it run'}
            </Button>
            <Button
              size="small"
              variant="primary"
              destructive
              isPending={change.isSending}
              onPress={() => change.send('cancel')}
            >
              {isWaiting ? 'Withdraw it' : 'Stop it'}
            </Button>
          </Flex>
        }
      />
    </Flex>
  );
}
