import { ApiBlueprint } from '@backstage/frontend-plugin-api';
import { operationsApiRef } from '@golden-path/plugin-operations-react';
import {
  exampleOperation,
  examplePlan,
  FakeOperations,
} from '@golden-path/plugin-operations-react/testUtils';

/** Operations in memory: one runs in production, and what is asked for goes on by itself. */
export const operationsApi = ApiBlueprint.make({
  params: defineParams =>
    defineParams({
      api: operationsApiRef,
      deps: {},
      factory: () =>
        new FakeOperations({
          operations: [exampleOperation()],
          planOf: ({ kind, input }) =>
            examplePlan({ kind, title: `${kind} ${JSON.stringify(input)}` }),
          phaseMilliseconds: 4_000,
          answerMilliseconds: 300,
        }),
    }),
});
