import type { Blocker, Plan } from '@golden-path/plugin-operations-common';

/** What a person has typed and ticked below a plan. */
export interface RunFields {
  reason: string;
  confirmation: string;
  breakFreeze: boolean;
}

/** The fields before anything is typed. */
export const emptyFields: RunFields = {
  reason: '',
  confirmation: '',
  breakFreeze: false,
};

/** Why a plan cannot be carried out as it is, and what to do about it; undefined where it can. */
export function whyNotRunnable(
  plan: Plan,
  fields: RunFields,
): string | undefined {
  const blocking = plan.blockers.find(blocker => isBlocking(blocker, fields));
  if (blocking) {
    return blocking.type === 'freeze' && blocking.mayBreak
      ? 'Wait for the end of the freeze, or break it'
      : blocking.message;
  }
  if (fields.breakFreeze && !fields.reason.trim()) {
    return 'Give a reason for breaking the freeze';
  }
  if (
    plan.confirmationText &&
    fields.confirmation.trim() !== plan.confirmationText
  ) {
    return `Type ${plan.confirmationText} to confirm`;
  }
  return undefined;
}

function isBlocking(blocker: Blocker, { breakFreeze }: RunFields): boolean {
  return !(blocker.type === 'freeze' && blocker.mayBreak && breakFreeze);
}
