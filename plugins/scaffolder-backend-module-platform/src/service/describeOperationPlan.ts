import type { Plan } from '@golden-path/plugin-operations-common';

/** A plan, in lines for the log of a task. */
export function describeOperationPlan(plan: Plan): string[] {
  return [
    `${plan.title}. ${plan.summary}`,
    ...plan.changes.map(
      ({ subject, from = 'nothing', to = 'nothing' }) =>
        `  ${subject}: ${from} → ${to}`,
    ),
    ...plan.files.map(
      ({ repository, branch, path }) =>
        `  writes ${path} in ${repository}, branch ${branch}`,
    ),
    ...plan.warnings.map(warning => `Warning: ${warning}`),
    ...plan.approvals.map(
      ({ title, required, approvers }) =>
        `Needs approval (${title}): ${required} of ${approvers.join(', ')}`,
    ),
    ...plan.blockers.map(({ message }) => `Cannot be done now: ${message}`),
  ];
}
