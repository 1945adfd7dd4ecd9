import type {
  Operation,
  OperationStatus,
} from '@golden-path/plugin-operations-common';
import type { OperationRow, StoredOperation } from '../database/OperationRow';
import { abilitiesOf, type AbilityGrounds } from './abilitiesOf';

function stored(
  status: OperationStatus,
  more: {
    ran?: boolean;
    undoes?: string;
    undoneBy?: string;
    undoable?: boolean;
  } = {},
): StoredOperation {
  const {
    ran = !['waiting', 'accepted', 'denied', 'expired'].includes(status),
  } = more;
  const row = {
    status,
    startedAt: ran ? new Date(0) : null,
    undoes: more.undoes ?? null,
    plan: {
      undo: {
        possible: more.undoable ?? true,
        description: 'The portal cannot undo this.',
      },
    },
  };
  // The rule looks at these fields only.
  return {
    row: row as OperationRow,
    phases: [],
    decisions: [],
    undoneBy: more.undoneBy,
  };
}

const mine: AbilityGrounds = { isOwn: true, canUndo: true };
const refused: AbilityGrounds = {
  isOwn: false,
  canUndo: true,
  changeRefusal: 'Not yours.',
  decideRefusal: 'Not for you.',
};

const yes = 'yes';
const words = (abilities: Operation['abilities']) =>
  Object.fromEntries(
    Object.entries(abilities).map(([name, ability]) => [
      name,
      ability.allowed ? yes : ability.reason,
    ]),
  );

const notWaiting = 'It does not wait for a decision.';
const notFailed = 'Only what failed or was cancelled half-way can go on.';

describe('abilitiesOf', () => {
  it.each<[OperationStatus, string, string, string, string]>([
    // status, cancel, retry, undo, decide
    ['waiting', yes, notFailed, 'It is not over yet.', yes],
    ['accepted', yes, notFailed, 'It is not over yet.', notWaiting],
    ['running', yes, notFailed, 'It is not over yet.', notWaiting],
    ['succeeded', 'It is over.', notFailed, yes, notWaiting],
    ['failed', 'It is over.', yes, yes, notWaiting],
    ['cancelled', 'It is over.', yes, yes, notWaiting],
    ['denied', 'It is over.', notFailed, 'It never ran.', notWaiting],
    ['expired', 'It is over.', notFailed, 'It never ran.', notWaiting],
  ])('%s, for who may', (...[status, cancel, retry, undo, decide]) => {
    expect(words(abilitiesOf(stored(status), mine))).toEqual({
      cancel,
      retry,
      undo,
      decide,
    });
  });

  it.each<[OperationStatus, string, string, string, string]>([
    ['waiting', 'Not yours.', notFailed, 'It is not over yet.', 'Not for you.'],
    ['running', 'Not yours.', notFailed, 'It is not over yet.', notWaiting],
    ['succeeded', 'It is over.', notFailed, 'Not yours.', notWaiting],
    ['failed', 'It is over.', 'Not yours.', 'Not yours.', notWaiting],
  ])('%s, for who may not', (...[status, cancel, retry, undo, decide]) => {
    expect(words(abilitiesOf(stored(status), refused))).toEqual({
      cancel,
      retry,
      undo,
      decide,
    });
  });

  it('lets who asked cancel, also without the right to it any more', () => {
    const grounds = { ...refused, isOwn: true };
    expect(abilitiesOf(stored('running'), grounds).cancel).toEqual({
      allowed: true,
    });
    expect(abilitiesOf(stored('failed'), grounds).retry).toMatchObject({
      allowed: false,
    });
  });

  it.each([
    [
      'was cancelled before it ran',
      stored('cancelled', { ran: false }),
      mine,
      'It never ran.',
    ],
    [
      'was undone',
      stored('succeeded', { undoneBy: 'x' }),
      mine,
      'It was undone already.',
    ],
    [
      'undid something',
      stored('succeeded', { undoes: 'x' }),
      mine,
      'It undid something itself.',
    ],
    [
      'says so itself',
      stored('succeeded', { undoable: false }),
      mine,
      'The portal cannot undo this.',
    ],
    [
      'ran in another version',
      stored('succeeded'),
      { ...mine, canUndo: false },
      'The portal cannot undo this.',
    ],
  ])('does not undo what %s', (_, ...[operation, grounds, reason]) => {
    expect(abilitiesOf(operation, grounds).undo).toEqual({
      allowed: false,
      reason,
    });
  });
});
