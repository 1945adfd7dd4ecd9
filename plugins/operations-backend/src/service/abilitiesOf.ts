import {
  isOver,
  type Ability,
  type Operation,
} from '@golden-path/plugin-operations-common';
import type { StoredOperation } from '../database/OperationRow';

/** What decides about the abilities of a caller, besides the state of the operation. */
export interface AbilityGrounds {
  /** Why the caller may not change the operation at all; `undefined` where the caller may. */
  readonly changeRefusal?: string;
  /** Why the caller may not decide on it. */
  readonly decideRefusal?: string;
  /** Whether the caller asked for it. */
  readonly isOwn: boolean;
  /** Whether its kind can be undone, in the version that ran. */
  readonly canUndo: boolean;
}

const allowed: Ability = { allowed: true };

function refuse(reason: string): Ability {
  return { allowed: false, reason };
}

/** What a caller may do with an operation now. */
export function abilitiesOf(
  { row, undoneBy }: StoredOperation,
  grounds: AbilityGrounds,
): Operation['abilities'] {
  const { status } = row;
  const hasRun = row.startedAt !== null;
  const unless = (problem: string | false): Ability => {
    if (problem) {
      return refuse(problem);
    }
    return grounds.changeRefusal ? refuse(grounds.changeRefusal) : allowed;
  };
  return {
    cancel:
      grounds.isOwn && !isOver(status)
        ? allowed
        : unless(isOver(status) && 'It is over.'),
    retry: unless(
      ((status !== 'failed' && status !== 'cancelled') || !hasRun) &&
        'Only what failed or was cancelled half-way can go on.',
    ),
    undo: unless(undoProblem({ status, hasRun, undoneBy, row }, grounds)),
    decide: decideAbility(status, grounds),
  };
}

function undoProblem(
  {
    status,
    hasRun,
    undoneBy,
    row,
  }: Pick<StoredOperation, 'row' | 'undoneBy'> & {
    status: StoredOperation['row']['status'];
    hasRun: boolean;
  },
  { canUndo }: AbilityGrounds,
): string | false {
  if (undoneBy) {
    return 'It was undone already.';
  }
  if (row.undoes) {
    return 'It undid something itself.';
  }
  if (!isOver(status)) {
    return 'It is not over yet.';
  }
  if (!hasRun) {
    return 'It never ran.';
  }
  return !(canUndo && row.plan.undo.possible) && row.plan.undo.description;
}

function decideAbility(
  status: StoredOperation['row']['status'],
  { decideRefusal }: AbilityGrounds,
): Ability {
  if (status !== 'waiting') {
    return refuse('It does not wait for a decision.');
  }
  return decideRefusal ? refuse(decideRefusal) : allowed;
}
