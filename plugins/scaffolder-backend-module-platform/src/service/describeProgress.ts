import {
  isOver,
  statusRules,
  type Operation,
  type Phase,
} from '@golden-path/plugin-operations-common';

const phaseWords = {
  pending: 'not begun',
  running: 'running',
  succeeded: 'done',
  failed: 'failed',
  cancelled: 'cancelled',
} as const satisfies Record<Phase['status'], string>;

/** What is new about an operation, in lines for the log of a task. */
export function describeProgress(
  before: Operation | undefined,
  now: Operation,
): string[] {
  const statusLine = describeStatus(now);
  const isNewStatus = !before || describeStatus(before) !== statusLine;
  const phaseLines = now.phases.flatMap((phase, index) => {
    const line = describePhase(phase);
    const known = before?.phases[index];
    return phase.status !== 'pending' &&
      (!known || describePhase(known) !== line)
      ? [line]
      : [];
  });
  const statusLines = isNewStatus ? [statusLine] : [];
  // What ended comes before the end.
  return isOver(now.status)
    ? [...phaseLines, ...statusLines]
    : [...statusLines, ...phaseLines];
}

function describePhase({ title, status, message }: Phase): string {
  return [`${title}: ${phaseWords[status]}`, message]
    .filter(Boolean)
    .join('. ');
}

function describeStatus({ status, approval, plan }: Operation): string {
  const { title } = statusRules[status];
  if (status !== 'waiting' || !approval) {
    return `${title}.`;
  }
  const approvers = new Set(plan.approvals.flatMap(one => one.approvers));
  return `${title}: ${approval.given} of ${approval.required}, by ${[
    ...approvers,
  ].join(' or ')}.`;
}
