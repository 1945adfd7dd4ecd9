import { Alert, Dialog, TextAreaField } from '@backstage/ui';
import {
  maximumReasonLength,
  type DecisionRequest,
  type Operation,
} from '@golden-path/plugin-operations-common';
import { reasonOf, RequestFailure } from '@golden-path/plugin-platform-react';
import { useState } from 'react';
import { useCloseOnNavigation } from '../../hooks/useCloseOnNavigation';
import { useDecision, type DecisionState } from '../../hooks/useDecision';
import { ConsentFooter, DialogFrame } from '../OperationDialog';
import { OperationFacts, OperationOutcome } from '../OperationProgress';
import { PlanSkeleton, PlanView } from '../PlanView';

/** Options of {@link DecisionDialog}. */
export interface DecisionDialogProps {
  id: string;
  decision: DecisionRequest['decision'];
  onDecided: (operation: Operation) => void;
  onClose: () => void;
}

const labels = { approve: 'Approve', deny: 'Deny' } as const;

/** The plan of what waits, a reason, and the button that decides. */
export function DecisionDialog(props: DecisionDialogProps) {
  const { id, decision, onDecided, onClose } = props;
  const [reason, setReason] = useState('');
  const { state, decide, retry } = useDecision(id, operation => {
    onDecided(operation);
    onClose();
  });
  useCloseOnNavigation(onClose);
  const problem = whyNotDecidable(state, decision, reason);
  const verb = labels[decision];
  return (
    <Dialog
      isOpen
      // A click beside it would lose what was typed.
      isDismissable={false}
      onOpenChange={isOpen => !isOpen && onClose()}
      width="min(44rem, calc(100vw - 2rem))"
    >
      <DialogFrame
        title={
          state.type === 'loaded' ? `${verb}: ${state.operation.title}` : verb
        }
        footer={
          <ConsentFooter
            isPlanned={state.type === 'loaded'}
            destructive={decision === 'deny'}
            label={verb}
            disabledReason={problem}
            isPending={state.type === 'loaded' && state.isSending}
            onPress={() => decide(decision, reason)}
            onClose={onClose}
          />
        }
      >
        <DecisionContent state={state} onRetry={retry} />
        {state.type === 'loaded' && (
          <TextAreaField
            label="Reason"
            secondaryLabel={decision === 'deny' ? 'Required' : 'Optional'}
            description="Who asked for it sees it."
            rows={2}
            maxLength={maximumReasonLength}
            isRequired={decision === 'deny'}
            value={reason}
            onChange={setReason}
          />
        )}
      </DialogFrame>
    </Dialog>
  );
}

function DecisionContent(props: { state: DecisionState; onRetry: () => void }) {
  const { state, onRetry } = props;
  if (state.type === 'loading') {
    return <PlanSkeleton />;
  }
  if (state.type === 'failed') {
    return (
      <RequestFailure
        error={state.error}
        title="It could not be loaded"
        deniedTitle="You may not see this"
        onRetry={onRetry}
      />
    );
  }
  const { operation, isChanged, error } = state;
  return (
    <>
      {isChanged && (
        <Alert
          status="warning"
          icon
          role="alert"
          title="Something changed since you looked"
          description="This is what would happen now. Look at it again before you decide; nothing was decided yet."
        />
      )}
      {error && (
        <Alert
          status="danger"
          icon
          role="alert"
          title="It could not be decided"
          description={reasonOf(error)}
        />
      )}
      <OperationFacts operation={operation} />
      <OperationOutcome operation={operation} />
      <PlanView plan={operation.plan} />
    </>
  );
}

function whyNotDecidable(
  state: DecisionState,
  decision: DecisionRequest['decision'],
  reason: string,
): string | undefined {
  if (state.type !== 'loaded') {
    return 'It is not known yet what would happen';
  }
  const { decide } = state.operation.abilities;
  if (!decide.allowed) {
    return decide.reason;
  }
  return decision === 'deny' && !reason.trim()
    ? 'Give a reason, so that they know what to change'
    : undefined;
}
