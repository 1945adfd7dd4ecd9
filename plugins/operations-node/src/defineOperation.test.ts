import { createPermission } from '@backstage/plugin-permission-common';
import { z } from 'zod/v3';
import { defineOperation } from './defineOperation';

const definition = {
  kind: 'count-up',
  version: 1,
  title: 'Count up',
  description: 'Counts up.',
  risk: 'low',
  subject: 'entity',
  input: z.object({ by: z.number().default(1) }),
  permission: createPermission({
    name: 'example.counter.count',
    attributes: { action: 'update' },
  }),
} as const;

const planned = {
  title: 'Count up',
  summary: 'It counts up.',
  changes: [],
  onFailure: 'It stays.',
  target: { key: 'counter', title: 'counter', environment: null },
  confirmation: { confirmed: true, by: 'ownership' },
  decidedBy: {},
} as const;

describe('defineOperation', () => {
  it('knows in plan and phases what the input and the details are, and changes nothing', () => {
    const defined = defineOperation({
      ...definition,
      plan: async ({ input }) => ({
        ...planned,
        changes: [],
        // Only a number can be added to.
        details: { to: input.by + 1 },
      }),
      phases: [
        {
          name: 'count',
          title: 'Count',
          run: async ({ details, input }) => ({
            output: details.to.toFixed(0),
            message: `by ${input.by.toFixed(0)}`,
          }),
        },
      ],
    });
    expect(defined).toMatchObject(definition);
    expect(defined.phases.map(({ name }) => name)).toEqual(['count']);
  });

  it('takes no phases that expect other details than the plan finds out', () => {
    defineOperation({
      ...definition,
      plan: async () => ({ ...planned, changes: [], details: { to: 1 } }),
      phases: [
        {
          name: 'count',
          title: 'Count',
          run: async ({ details }) => ({
            // @ts-expect-error -- there is no such detail
            message: details.from,
          }),
        },
      ],
    });
    expect.assertions(0);
  });
});
