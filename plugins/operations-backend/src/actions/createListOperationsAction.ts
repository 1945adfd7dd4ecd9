import {
  operationsQuerySchema,
  operationsResponseSchema,
  operationStatusSchema,
} from '@golden-path/plugin-operations-common';
import { z } from 'zod/v3';
import { normalizeEntityRef } from '../service/normalizeEntityRef';
import type { ActionOptions } from './ActionOptions';
import { entityRefInput } from './subjectInput';

const { shape } = operationsQuerySchema;

const input = z
  .object({
    entityRef: z
      .array(entityRefInput)
      .max(50)
      .optional()
      .describe('Only those of these entities.'),
    kind: shape.kind
      .optional()
      .describe('Only of these kinds, for example deploy or roll-back.'),
    status: z
      .array(operationStatusSchema)
      .max(8)
      .optional()
      .describe(
        'Only with one of these statuses. What is not over yet: waiting, accepted, running.',
      ),
    environment: shape.environment
      .optional()
      .describe('Only in these environments, for example production.'),
    requestedBy: shape.requestedBy
      .optional()
      .describe('Only what these people asked for, as user:default/ana.'),
    text: shape.text
      .optional()
      .describe('Part of the title, of the target or of the entity.'),
    decidable: shape.decidable
      .optional()
      .describe('True for what waits for a decision of the caller.'),
    limit: shape.limit.optional().describe('How many at most; 25 without it.'),
    cursor: shape.cursor.describe('The nextCursor of the page before.'),
  })
  .strict();

/** Registers the action `list-operations`. */
export function createListOperationsAction(options: ActionOptions): void {
  const { actionsRegistry, operations } = options;
  actionsRegistry.register({
    name: 'list-operations',
    title: 'List operations',
    description: `Lists what was changed by the portal, or is about to be: deployments, promotions, roll-backs, syncs and whatever else was asked for, the latest first, each with who asked for it, when, why, and how it stands. Only those that the caller may see.

Use it for questions such as "what was changed in production today?", "who deployed order-service last?" or "what waits for my approval?". It changes nothing.`,
    attributes: { readOnly: true, destructive: false, idempotent: true },
    schema: { input: () => input, output: () => operationsResponseSchema },
    examples: [
      {
        title: 'What is being changed now in production',
        input: {
          environment: ['production'],
          status: ['waiting', 'accepted', 'running'],
        },
      },
      { title: 'What waits for my approval', input: { decidable: true } },
    ],
    action: async ({ input: given, credentials }) => {
      const entityRef = given.entityRef?.map(ref =>
        normalizeEntityRef(ref, 'component'),
      );
      return {
        output: await operations.list(
          operationsQuerySchema.parse({ ...given, entityRef }),
          { credentials },
        ),
      };
    },
  });
}
