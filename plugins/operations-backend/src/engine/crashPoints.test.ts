/** @jest-environment node */
import { randomUUID } from 'node:crypto';
import { EngineWorld, type EndOfSteps } from '../__testUtils__/EngineWorld';
import { stepNames } from '../__testUtils__/stepsOperation';
import {
  describeWithPostgres,
  skipReason,
} from '../__testUtils__/testDatabase';

/** Each place of a phase where a process may die. */
const pointsOfPhase = [
  'before-first-note',
  'after-first-note',
  'start',
  'before-act',
  'before-effect',
  'after-effect',
  'after-act',
  'before-last-note',
  'after-last-note',
];

const pointsOfRun = [
  'begin:before-note',
  'begin:after-note',
  'finish:before-note',
  'finish:after-note',
];

/** Everywhere a run can die, and what it is a run of. */
function pointsOf(phases: readonly string[]): string[] {
  return [
    ...pointsOfRun,
    ...phases.flatMap(phase => pointsOfPhase.map(point => `${phase}:${point}`)),
  ];
}

interface Case {
  readonly id: string;
  readonly point: string | null;
  readonly kind: 'run' | 'never begun' | 'retry' | 'undo';
}

const cases: Case[] = [
  ...pointsOf(stepNames(1, false)).map(point => ({
    id: randomUUID(),
    point,
    kind: 'run' as const,
  })),
  { id: randomUUID(), point: null, kind: 'never begun' },
  // A retry goes on with the phase that failed: the first is over.
  ...pointsOf(stepNames(1, false).slice(1)).map(point => ({
    id: randomUUID(),
    point,
    kind: 'retry' as const,
  })),
  ...pointsOf(stepNames(1, true)).map(point => ({
    id: randomUUID(),
    point,
    kind: 'undo' as const,
  })),
];

describeWithPostgres('a process that is killed', () => {
  let world: EngineWorld;
  beforeEach(async () => {
    world = await EngineWorld.create();
  });
  afterEach(async () => {
    await world.close();
  });

  it(`leaves its operations to another one at each of ${cases.length} points, twice, and each effect is made once (R10)${skipReason}`, async () => {
    const undone = randomUUID();
    const retries = cases.filter(({ kind }) => kind === 'retry');
    // What is retried has failed before, in a process that holds nothing.
    const first = await world.start();
    await first.accept({ id: undone });
    for (const { id, point } of retries) {
      await first.accept({ id, fails: 'two', hold: point });
    }
    await world.untilOver();
    await world.mend(retries.map(({ id }) => id));
    await first.stop();

    const second = await world.start({ holds: true });
    for (const { id, point, kind } of cases) {
      if (kind === 'retry') {
        await second.retry(id);
      } else {
        await second.accept({
          id,
          hold: point,
          begins: kind !== 'never begun',
          undoes: kind === 'undo' ? undone : null,
        });
      }
    }
    const held = cases.filter(({ point }) => point !== null);
    await second.untilHeld(held.length);
    await second.kill();

    // The next one dies at the same points, where it comes to them: what has been noted is not done again.
    const third = await world.start({ holds: true });
    await third.untilHeld(held.filter(comesAgain).length);
    await third.kill();

    await world.start();
    const ends = await world.untilOver();
    for (const testCase of cases) {
      expect({ ...testCase, ...ends.get(testCase.id) }).toMatchObject(
        endOf(testCase),
      );
    }
  }, 120_000);
});

/** Whether a second run of an operation reaches the point at which the first has died. */
function comesAgain({ point }: Case): boolean {
  return (
    point !== 'begin:after-note' &&
    point !== 'begin:before-note' &&
    point !== 'finish:after-note' &&
    !point?.endsWith('after-last-note')
  );
}

function endOf({ kind }: Case): Partial<EndOfSteps> {
  return {
    status: 'succeeded',
    problem: null,
    attempt: kind === 'retry' ? 2 : 1,
    phases: ['succeeded', 'succeeded', 'succeeded'],
    effects: stepNames(1, kind === 'undo'),
  };
}
