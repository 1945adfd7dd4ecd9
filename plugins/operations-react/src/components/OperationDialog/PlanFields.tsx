import { Checkbox, TextAreaField, TextField } from '@backstage/ui';
import {
  maximumReasonLength,
  type Plan,
} from '@golden-path/plugin-operations-common';
import type { RunFields } from '../../rules/whyNotRunnable';
import styles from './OperationDialog.module.css';

/** Options of {@link PlanFields}. */
export interface PlanFieldsProps {
  plan: Plan;
  fields: RunFields;
  onChange: (fields: RunFields) => void;
}

/** What a person adds to a plan: why, and where it is dangerous, that they mean it. */
export function PlanFields({ plan, fields, onChange }: PlanFieldsProps) {
  const mayBreakFreeze = plan.blockers.some(
    blocker => blocker.type === 'freeze' && blocker.mayBreak,
  );
  return (
    <div className={styles.fields}>
      {mayBreakFreeze && (
        <Checkbox
          isSelected={fields.breakFreeze}
          onChange={breakFreeze => onChange({ ...fields, breakFreeze })}
        >
          Break the freeze; everybody sees who did it and why
        </Checkbox>
      )}
      <TextAreaField
        label="Reason"
        secondaryLabel={fields.breakFreeze ? 'Required' : 'Optional'}
        description="Those who approve it, and those who look later, see it."
        rows={2}
        maxLength={maximumReasonLength}
        isRequired={fields.breakFreeze}
        value={fields.reason}
        onChange={reason => onChange({ ...fields, reason })}
      />
      {plan.confirmationText && (
        <TextField
          label={`Type ${plan.confirmationText} to confirm`}
          autoComplete="off"
          spellCheck="false"
          value={fields.confirmation}
          onChange={confirmation => onChange({ ...fields, confirmation })}
        />
      )}
    </div>
  );
}
