import {
  isOver,
  statusRules,
  type Operation,
} from '@golden-path/plugin-operations-common';

/** How far an operation is, in a sentence for those who do not see it. */
export function describeProgress(operation: Operation): string {
  const { approval, phases, problem, result, status } = operation;
  const { title } = statusRules[status];
  if (isOver(status)) {
    const detail = result?.message ?? problem;
    return detail ? `${title}: ${detail}` : title;
  }
  if (status === 'waiting') {
    return approval
      ? `${title}: ${approval.given} of ${approval.required}`
      : title;
  }
  const at = phases.findIndex(phase => phase.status === 'running');
  return at === -1
    ? title
    : `${phases[at].title}, phase ${at + 1} of ${phases.length}`;
}
