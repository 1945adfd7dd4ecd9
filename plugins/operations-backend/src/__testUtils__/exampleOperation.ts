import { createPermission } from '@backstage/plugin-permission-common';
import { RESOURCE_TYPE_CATALOG_ENTITY } from '@backstage/plugin-catalog-common/alpha';
import {
  defineOperation,
  type AnyOperationDefinition,
} from '@golden-path/plugin-operations-node';
import { z } from 'zod/v3';

/** The permission of {@link exampleOperation}. */
export const examplePermission = createPermission({
  name: 'example.lamp.switch',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_CATALOG_ENTITY,
});

/** A lamp in each environment: the whole outside world of the tests. */
export class Lamps {
  /** What is on, by environment and service. */
  readonly lit = new Map<string, string>();
  /** Each switching that took effect, as `key=colour`. */
  readonly effects: string[] = [];
  /** Whether the far side agrees that lamps belong to the entity. */
  isConfirmed = true;
  /** Called in the middle of the phase `switch`, before its effect. */
  beforeSwitch: (signal: AbortSignal) => Promise<void> = async () => {};
  /** Called in the phase `look`. */
  look: (signal: AbortSignal) => Promise<void> = async () => {};
}

const input = z.object({
  environment: z.string().default('development').describe('Where it shines'),
  colour: z.string().min(1).describe('For example red'),
});

/** Switches a lamp to a colour, and waits for its light. */
export function exampleOperation(lamps: Lamps): AnyOperationDefinition {
  const planFor = (key: string, environment: string, colour: string) => ({
    title: `Switch the lamp of ${environment} to ${colour}`,
    summary: `The lamp of ${environment} will shine ${colour}.`,
    changes: [{ subject: key, from: lamps.lit.get(key), to: colour }],
    onFailure: 'The lamp keeps its colour.',
    undoDescription: 'The lamp gets its colour back.',
    target: { key, title: key, environment },
    confirmation: lamps.isConfirmed
      ? ({ confirmed: true, by: 'annotation' } as const)
      : ({ confirmed: false, reason: 'The lamp says otherwise.' } as const),
    nothingToDo:
      lamps.lit.get(key) === colour ? 'It shines so already.' : undefined,
    details: { key, before: lamps.lit.get(key) ?? null, colour },
    decidedBy: { lit: lamps.lit.get(key) ?? null },
  });
  const phases = [
    {
      name: 'switch',
      title: 'Switch the lamp',
      async run({ details, act, report, signal }: SwitchContext) {
        await report('The switch is being looked for');
        await lamps.beforeSwitch(signal);
        await act(async () => {
          const { key, colour } = details;
          if (lamps.lit.get(key) !== colour) {
            lamps.lit.set(key, colour);
            lamps.effects.push(`${key}=${colour}`);
          }
        });
        return { output: { switched: true }, message: 'Switched.' };
      },
    },
    {
      name: 'look',
      title: 'Wait for the light',
      timeoutSeconds: 30,
      async run({ outputs, signal }: SwitchContext) {
        if (!outputs.switch) {
          throw new Error('The output of the phase before is missing');
        }
        await lamps.look(signal);
        return {
          message: 'It shines.',
          links: [{ title: 'Lamp', url: 'https://lamp.example' }],
        };
      },
    },
  ];
  return defineOperation({
    kind: 'switch-lamp',
    version: 1,
    title: 'Switch a lamp',
    description: 'Switches the lamp of a service to a colour.',
    risk: 'medium',
    subject: 'entity',
    input,
    examples: [{ title: 'A red lamp', input: { colour: 'red' } }],
    permission: examplePermission,
    async plan({ input: { environment, colour }, subject }) {
      const ref = subject.type === 'entity' ? subject.entityRef : '';
      return planFor(`lamp/${environment}/${ref}`, environment, colour);
    },
    phases,
    undo: {
      async plan({ details: { key, before } }) {
        return planFor(key, key.split('/')[1] ?? '', before ?? 'dark');
      },
      phases,
    },
  });
}

interface SwitchContext {
  readonly details: {
    key: string;
    before: string | null;
    colour: string;
  };
  readonly outputs: Readonly<Record<string, unknown>>;
  readonly signal: AbortSignal;
  act<T>(effect: () => Promise<T>): Promise<T>;
  report(message: string): Promise<void>;
}
