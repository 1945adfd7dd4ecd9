import type {
  ApprovalRequirement,
  Risk,
} from '@golden-path/plugin-operations-common';
import type { Environment } from '@golden-path/plugin-platform-common';
import type { ApprovalRule } from '../config';

/** What is about to be done, as far as approvals ask. */
export interface ApprovalSubject {
  readonly kind: string;
  readonly risk: Risk;
  readonly environment: string | null;
}

/**
 * Who has to approve: what the environment says, unless the risk is low, and each rule that fits. All of them have to
 * be met.
 */
export function approvalsFor(
  subject: ApprovalSubject,
  environments: readonly Environment[],
  rules: readonly ApprovalRule[],
): ApprovalRequirement[] {
  const { approval } =
    environments.find(({ name }) => name === subject.environment) ?? {};
  // What only looks again, or stops what runs, must not wait for anybody.
  const byEnvironment =
    approval && subject.risk !== 'low'
      ? [
          {
            title: subject.environment ?? '',
            approvers: [...approval.approvers],
            required: approval.required,
          },
        ]
      : [];
  const byRule = rules
    .filter(
      rule =>
        fits(rule.kinds, subject.kind) &&
        fits(rule.risks, subject.risk) &&
        fits(rule.environments, subject.environment),
    )
    .map(({ name, approvers, required }) => ({
      title: name,
      approvers: [...approvers],
      required,
    }));
  return [...byEnvironment, ...byRule];
}

function fits<T extends string>(
  wanted: readonly T[],
  value: T | null,
): boolean {
  return wanted.length === 0 || (value !== null && wanted.includes(value));
}
