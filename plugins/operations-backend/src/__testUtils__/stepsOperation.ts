import { createPermission } from '@backstage/plugin-permission-common';
import {
  defineOperation,
  type AnyOperationDefinition,
  type OperationPhase,
} from '@golden-path/plugin-operations-node';
import type { JsonObject } from '@backstage/types';
import { z } from 'zod/v3';

/** What a run of {@link stepsOperation} is told by its details. */
export interface StepsDetails extends JsonObject {
  /** Where processes that hold stop for ever, see `CrashPoints`. */
  hold: string | null;
  /** The phase that fails as long as `mended` says no. */
  fails: string | null;
}

/** The outside world of {@link stepsOperation}. */
export interface StepsWorld {
  /** Notes that a process is about to look at an effect, and to make it where it is missing. */
  call(operationId: string, effect: string): Promise<void>;
  /** Whether an effect of an operation is there. */
  has(operationId: string, effect: string): Promise<boolean>;
  make(operationId: string, effect: string): Promise<void>;
  /** Whether what fails has been mended. */
  isMended(operationId: string): Promise<boolean>;
  /** Called at each place where a process may die. */
  reach(operationId: string, point: string): Promise<void>;
  /** Called when a phase is told to stop. */
  cancelled(operationId: string): void;
}

/** Options of {@link stepsOperation}. */
export interface StepsOptions {
  /** The second version has other phases, and still knows those of the first. */
  readonly version?: 1 | 2;
}

const versions = { 1: ['one', 'two', 'three'], 2: ['alpha', 'omega'] };

/** An operation whose phases each have one effect, and that can be held at each place where a process may die. */
export function stepsOperation(
  world: StepsWorld,
  { version = 1 }: StepsOptions = {},
): AnyOperationDefinition {
  const phasesOf = (of: 1 | 2, prefix = '') =>
    versions[of].map(name => phaseOf(world, `${prefix}${name}`));
  const planned = async () => {
    throw new Error('Operations of these tests are not planned');
  };
  return defineOperation<
    z.ZodObject<z.ZodRawShape>,
    StepsDetails,
    StepsDetails
  >({
    kind: 'steps',
    version,
    title: 'Steps',
    description: 'Takes some steps.',
    risk: 'low',
    subject: 'owner',
    input: z.object({}),
    permission: createPermission({ name: 'steps', attributes: {} }),
    plan: planned,
    phases: phasesOf(version),
    earlierPhases: version === 2 ? { 1: phasesOf(1) } : {},
    undo: {
      plan: planned,
      phases: phasesOf(version, 'undo-'),
      earlierPhases: version === 2 ? { 1: phasesOf(1, 'undo-') } : {},
    },
  });
}

/** The names of the phases of {@link stepsOperation}. */
export function stepNames(version: 1 | 2, isUndo: boolean): string[] {
  return versions[version].map(name => (isUndo ? `undo-${name}` : name));
}

function phaseOf(
  world: StepsWorld,
  name: string,
): OperationPhase<JsonObject, StepsDetails> {
  return {
    name,
    title: `Step ${name}`,
    async run({ operation: { id }, details, act, report, signal }) {
      signal.addEventListener('abort', () => world.cancelled(id));
      await world.reach(id, `${name}:start`);
      if (details.fails === name && !(await world.isMended(id))) {
        throw new Error(`Step ${name} fails`);
      }
      await report('Looking');
      await world.reach(id, `${name}:before-act`);
      await act(async () => {
        await world.call(id, name);
        await world.reach(id, `${name}:before-effect`);
        // Not in one statement: two at once would make it twice.
        if (!(await world.has(id, name))) {
          await world.make(id, name);
        }
        await world.reach(id, `${name}:after-effect`);
      });
      await world.reach(id, `${name}:after-act`);
      return { output: { made: name }, message: `Made ${name}.` };
    },
  };
}
