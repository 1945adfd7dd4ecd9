import { Alert } from '@backstage/ui';
import type { Operation, Plan } from '@golden-path/plugin-operations-common';
import { RequestFailure } from '@golden-path/plugin-platform-react';
import { useState } from 'react';
import { usePlannedRun, type Planning } from '../../hooks/usePlannedRun';
import {
  emptyFields,
  whyNotRunnable,
  type RunFields,
} from '../../rules/whyNotRunnable';
import { PlanBlockers } from '../PlanBlockers';
import { PlanSkeleton, PlanView } from '../PlanView';
import { ConsentFooter } from './ConsentFooter';
import { DialogFrame } from './DialogFrame';
import type { OperationDialogOptions } from './OperationDialogOptions';
import { PlanFields } from './PlanFields';
import { SubmissionFailure } from './SubmissionFailure';

/** Options of {@link PlanStep}. */
export interface PlanStepProps {
  options: OperationDialogOptions;
  onClose: () => void;
  onStarted: (operation: Operation) => void;
}

/** What would happen, what is needed for it, and the button that makes it happen. */
export function PlanStep({ options, onClose, onStarted }: PlanStepProps) {
  const { intention, renderForm, title, verb } = options;
  const [input, setInput] = useState(options.input);
  const [fields, setFields] = useState(emptyFields);
  const { planning, submission, run, renew } = usePlannedRun({
    intention,
    input,
    onStarted,
  });
  const plan = planning.type === 'planned' ? planning.plan : undefined;
  const problem = problemOf(planning, fields);
  return (
    <DialogFrame
      title={plan?.title ?? title}
      footer={
        <ConsentFooter
          isPlanned={plan !== undefined}
          label={labelOf(verb, plan)}
          disabledReason={problem}
          isPending={submission.type === 'sending'}
          onPress={() => run(fields)}
          onClose={onClose}
        />
      }
    >
      {renderForm?.({ input, onChange: setInput })}
      {planning.type === 'loading' && <PlanSkeleton />}
      {planning.type === 'failed' && (
        <RequestFailure
          error={planning.error}
          title="What would happen could not be found out"
          deniedTitle="You may not do this"
          onRetry={renew}
        />
      )}
      {planning.type === 'planned' && (
        <>
          {planning.isChanged && (
            <Alert
              status="warning"
              icon
              role="alert"
              title="Something changed since you looked"
              description="This is what would happen now. What you typed is kept."
            />
          )}
          <PlanBlockers blockers={planning.plan.blockers} />
          <PlanView plan={planning.plan} />
          <PlanFields
            plan={planning.plan}
            fields={fields}
            onChange={setFields}
          />
        </>
      )}
      {submission.type === 'failed' && (
        <SubmissionFailure error={submission.error} />
      )}
    </DialogFrame>
  );
}

function problemOf(planning: Planning, fields: RunFields): string | undefined {
  switch (planning.type) {
    case 'waiting':
      return 'Fill in what is asked for';
    case 'loading':
      return 'It is being found out what would happen';
    case 'failed':
      return 'It is not known what would happen';
    default:
      return whyNotRunnable(planning.plan, fields);
  }
}

/** What is approved later is only asked for now. */
function labelOf(verb: string, plan: Plan | undefined): string {
  return plan && plan.approvals.length > 0 ? 'Ask for approval' : verb;
}
