import { ConflictError, InputError, NotAllowedError } from '@backstage/errors';
import {
  isOver,
  type Blocker,
  type Plan,
} from '@golden-path/plugin-operations-common';
import type { OperationRow, StoredOperation } from '../database/OperationRow';
import { RequestConflictError } from './RequestConflictError';

/** Throws where there is nothing to undo, or where it was undone already. */
export function assertUndoable({ row, undoneBy }: StoredOperation): void {
  if (undoneBy) {
    throw new ConflictError(
      `“${row.title}” was undone already, by operation ${undoneBy}.`,
    );
  }
  if (row.undoes) {
    throw new InputError(
      `“${row.title}” undid something itself: ask for what you want instead.`,
    );
  }
  if (!isOver(row.status) || row.startedAt === null) {
    throw new ConflictError(
      `“${row.title}” has nothing to undo: it is ${row.status}. Cancel it instead.`,
    );
  }
}

/** Throws a `ConflictError` where the world is not what the plan was made for any more. */
export function assertSamePlan({ hash }: Plan, planHash: string): void {
  if (hash !== planHash) {
    throw new ConflictError(
      'Something changed since the plan was made. Look at the new plan, and decide again.',
    );
  }
}

/** Throws a `RequestConflictError` where an idempotency key was used for something else. */
export function assertSameRequest(
  row: Pick<OperationRow, 'requestHash'>,
  requestHash: string,
): void {
  if (row.requestHash !== requestHash) {
    throw new RequestConflictError(
      'This idempotency key was used for another request. Use a new one for each operation.',
    );
  }
}

/** Throws what stands in the way, unless it is a freeze window that is broken on purpose. */
export function refuseBlocked(
  { blockers }: Pick<Plan, 'blockers'>,
  request: { readonly breakFreeze: boolean; readonly reason?: string },
): void {
  for (const blocker of blockers) {
    if (blocker.type !== 'freeze') {
      throw new ConflictError(blocker.message);
    }
    refuseFrozen(blocker, request);
  }
}

function refuseFrozen(
  { message, mayBreak }: Extract<Blocker, { type: 'freeze' }>,
  {
    breakFreeze,
    reason,
  }: { readonly breakFreeze: boolean; readonly reason?: string },
): void {
  if (!breakFreeze) {
    throw new NotAllowedError(message);
  }
  if (!mayBreak) {
    throw new NotAllowedError(
      `${message} Only those who operate the platform may break it.`,
    );
  }
  if (!reason) {
    throw new InputError(
      'Say why the freeze window has to be broken: a reason is needed.',
    );
  }
}
