import { operationRequestSchema } from '@golden-path/plugin-operations-common';
import type { AnyOperationDefinition } from '@golden-path/plugin-operations-node';
import type { ActionOptions } from './ActionOptions';
import { operationOutputOf, operationOutputSchema } from './operationOutput';
import { actionExamplesOf, actionInputOf, planRequestOf } from './subjectInput';

const { planHash, idempotencyKey, reason } = operationRequestSchema.shape;

const runFields = {
  planHash: planHash.describe(
    'The hash of the plan that the person has seen and agreed to. Where the world has changed since, the call is refused: plan again.',
  ),
  idempotencyKey: idempotencyKey.describe(
    'A new random value for each thing that is to be done, for example a UUID. The same value again only to repeat a call that got no answer: it has no second effect.',
  ),
  reason: reason.describe(
    'Why, in the words of the person. Approvers read it, and it is kept.',
  ),
};

const exampleFields = {
  planHash: 'YmxvYiBvZiB0aGUgb3ZlcmxheQ',
  idempotencyKey: '0b9f2f5e-6b1f-4f0e-9a57-2f6f0c9f7b11',
  reason: 'Asked for in the stand-up.',
};

/**
 * Registers the action `run-<kind>`. It cannot break a freeze window: that is for a person who looks at what it is
 * for.
 */
export function createRunAction(
  { actionsRegistry, operations, portalUrl }: ActionOptions,
  definition: AnyOperationDefinition,
): void {
  const { kind, title, description, risk } = definition;
  const input = actionInputOf(definition, runFields);
  actionsRegistry.register({
    name: `run-${kind}`,
    title,
    description: `${description}

It changes something outside the portal. Call plan-${kind} first with the same input, show the plan to the person, and call this only after the person has agreed to that plan. It answers at once: the operation runs on, or waits until somebody approves it. Follow it with get-operation.`,
    attributes: {
      readOnly: false,
      destructive: risk !== 'low',
      // The same key has no second effect.
      idempotent: true,
    },
    schema: { input: () => input, output: () => operationOutputSchema },
    examples: actionExamplesOf(definition, exampleFields),
    action: async ({ input: given, credentials }) => {
      const operation = await operations.run(
        operationRequestSchema.parse({
          ...planRequestOf(definition, given),
          planHash: given.planHash,
          idempotencyKey: given.idempotencyKey,
          reason: given.reason,
          surface: 'assistant',
        }),
        { credentials },
      );
      return { output: operationOutputOf(operation, portalUrl) };
    },
  });
}
