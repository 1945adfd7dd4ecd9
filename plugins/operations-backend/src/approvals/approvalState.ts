import type { ApprovalRequirement } from '@golden-path/plugin-operations-common';

/** Somebody who approved, with the groups that the person is in now. */
export interface Approval {
  readonly by: string;
  /** The person and the groups, as entity references. */
  readonly refs: readonly string[];
}

/** Whether somebody is named by a requirement, by name or by group. */
export function mayApprove(
  refs: readonly string[],
  { approvers }: ApprovalRequirement,
): boolean {
  const held = new Set(refs.map(ref => ref.toLowerCase()));
  return approvers.some(ref => held.has(ref.toLowerCase()));
}

/** How far a requirement is met by those who approved. */
export function givenFor(
  requirement: ApprovalRequirement,
  approvals: readonly Approval[],
): number {
  return approvals.filter(({ refs }) => mayApprove(refs, requirement)).length;
}

/** Whether all requirements are met. */
export function isApproved(
  requirements: readonly ApprovalRequirement[],
  approvals: readonly Approval[],
): boolean {
  return requirements.every(
    requirement => givenFor(requirement, approvals) >= requirement.required,
  );
}
