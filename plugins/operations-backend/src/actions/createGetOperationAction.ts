import { z } from 'zod/v3';
import type { ActionOptions } from './ActionOptions';
import { operationOutputOf, operationOutputSchema } from './operationOutput';

const input = z
  .object({
    id: z
      .string()
      .uuid()
      .describe(
        'The id of the operation, as run-… or list-operations tell it.',
      ),
  })
  .strict();

/** Registers the action `get-operation`. */
export function createGetOperationAction(options: ActionOptions): void {
  const { actionsRegistry, operations, portalUrl } = options;
  actionsRegistry.register({
    name: 'get-operation',
    title: 'Get operation',
    description: `Tells how an operation stands: its status, its phases with what each of them does or why it failed, who asked for it and why, who has to approve it and who has, and what came of it.

Use it to follow what was started, and for questions such as "is the promotion through?" or "why did the deployment fail?". It changes nothing. A status of waiting means that people have to approve it in the portal, at its url.`,
    attributes: { readOnly: true, destructive: false, idempotent: true },
    schema: { input: () => input, output: () => operationOutputSchema },
    examples: [
      {
        title: 'How an operation stands',
        input: { id: '5f0c3c0e-3a3c-4a46-9f4c-0c6f1a9d2b7e' },
      },
    ],
    action: async ({ input: { id }, credentials }) => ({
      output: operationOutputOf(
        await operations.get(id, { credentials }),
        portalUrl,
      ),
    }),
  });
}
