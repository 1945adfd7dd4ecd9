import { ConflictError } from '@backstage/errors';
import {
  isOver,
  type Operation,
  type OperationsQuery,
  type OperationsResponse,
  type Phase,
  type Plan,
} from '@golden-path/plugin-operations-common';

/** What the backend says when the world is no longer what somebody looked at. */
export function conflict(message: string): Error {
  return Object.assign(new ConflictError(message), { statusCode: 409 });
}

/** A phase that begins now. */
export function begun(phase: Phase): Phase {
  return {
    ...phase,
    status: 'running',
    startedAt: new Date().toISOString(),
    finishedAt: undefined,
    message: undefined,
  };
}

/** What undoing an operation would do. */
export function undoPlanOf({ id, plan }: Operation): Plan {
  return {
    ...plan,
    title: `Undo: ${plan.title}`,
    summary: plan.undo.description,
    changes: plan.changes.map(({ from, to, ...change }) => ({
      ...change,
      from: to,
      to: from,
    })),
    hash: `undo-of-${id}`,
    commits: plan.commits && { ...plan.commits, direction: 'removed' },
    approvals: [],
  };
}

/** What may be done with an operation in a status. */
export function abilitiesIn(
  status: Operation['status'],
): Operation['abilities'] {
  const no = (reason: string) => ({ allowed: false as const, reason });
  const yes = { allowed: true as const };
  const isEnded = isOver(status);
  return {
    cancel: isEnded ? no('It is over') : yes,
    retry: status === 'failed' ? yes : no('It has not failed'),
    undo:
      status === 'succeeded' || status === 'failed'
        ? yes
        : no(isEnded ? 'It changed nothing' : 'It is not over yet'),
    decide: status === 'waiting' ? yes : no('It does not wait for a decision'),
  };
}

/** The operations of one page, the latest first. */
export function pageOf(
  operations: Operation[],
  query: OperationsQuery,
): OperationsResponse {
  const found = operations
    .filter(operation => matches(operation, query))
    .sort((one, other) => other.requestedAt.localeCompare(one.requestedAt));
  const start = Number(query.cursor ?? 0);
  const end = start + (query.limit ?? 25);
  return {
    items: found.slice(start, end),
    ...(end < found.length && { nextCursor: String(end) }),
  };
}

function matches(operation: Operation, query: OperationsQuery): boolean {
  const has = (
    wanted: string[] | undefined,
    value: string | null | undefined,
  ) => !wanted?.length || (value ? wanted.includes(value) : false);
  const text = query.text?.toLowerCase() ?? '';
  return (
    has(query.entityRef, operation.entityRef) &&
    has(query.kind, operation.kind) &&
    has(query.status, operation.status) &&
    has(query.environment, operation.target.environment) &&
    has(query.requestedBy, operation.requestedBy) &&
    (!query.decidable || operation.abilities.decide.allowed) &&
    [operation.title, operation.target.title, operation.entityRef ?? '']
      .join(' ')
      .toLowerCase()
      .includes(text)
  );
}
