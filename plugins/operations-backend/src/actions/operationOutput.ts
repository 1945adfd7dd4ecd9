import {
  approvalRequirementSchema,
  operationSchema,
  operationSummarySchema,
  phaseSchema,
  type Operation,
} from '@golden-path/plugin-operations-common';
import { z } from 'zod/v3';

/** What an action tells of an operation: without its plan, which a client has seen or can ask for. */
export const operationOutputSchema = operationSummarySchema.extend({
  approvals: z
    .array(approvalRequirementSchema)
    .describe('Who has to agree before it runs; empty where nobody has to.'),
  phases: z.array(phaseSchema),
  result: operationSchema.shape.result,
  problem: operationSchema.shape.problem.describe(
    'Why it failed, was cancelled or denied, in words for the person who asked.',
  ),
  url: z
    .string()
    .optional()
    .describe('Where a person follows, approves, cancels or undoes it.'),
});

/** See {@link operationOutputSchema}. */
export type OperationOutput = z.infer<typeof operationOutputSchema>;

/** What an action tells of an operation. */
export function operationOutputOf(
  operation: Operation,
  portalUrl: string | undefined,
): OperationOutput {
  return operationOutputSchema.parse({
    ...operation,
    approvals: operation.plan.approvals,
    url:
      portalUrl &&
      `${portalUrl.replace(/\/+$/, '')}/operations/${operation.id}`,
  });
}
