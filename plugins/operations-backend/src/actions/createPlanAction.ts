import { planSchema } from '@golden-path/plugin-operations-common';
import type { AnyOperationDefinition } from '@golden-path/plugin-operations-node';
import type { ActionOptions } from './ActionOptions';
import { actionExamplesOf, actionInputOf, planRequestOf } from './subjectInput';

/** Registers the action `plan-<kind>`. */
export function createPlanAction(
  { actionsRegistry, operations }: ActionOptions,
  definition: AnyOperationDefinition,
): void {
  const { kind, title, description } = definition;
  const input = actionInputOf(definition);
  actionsRegistry.register({
    name: `plan-${kind}`,
    title: `Plan: ${title}`,
    description: `Tells what "${title}" would do, and changes nothing: what becomes different, commits and files, warnings, who would have to approve, and what stands in the way. The operation itself: ${description}

Use it for questions such as "what would happen if …?", and before run-${kind}. Show the person the summary, the changes, the warnings and the blockers. With blockers, it cannot be run now.`,
    attributes: { readOnly: true, destructive: false, idempotent: true },
    schema: { input: () => input, output: () => planSchema },
    examples: actionExamplesOf(definition),
    action: async ({ input: given, credentials }) => ({
      output: await operations.plan(planRequestOf(definition, given), {
        credentials,
      }),
    }),
  });
}
