import { z } from 'zod/v3';
import { findInputProblem, storableTextPattern } from './storableInput';
import { operationStatusSchema, surfaceSchema } from './schema';

const text = z
  .string()
  .regex(storableTextPattern, 'expected a text without null characters');

const inputSchema = z.record(z.unknown()).superRefine((input, context) => {
  const message = findInputProblem(input);
  if (message) {
    context.addIssue({ code: 'custom', message });
  }
});

const subjectFields = {
  kind: text.min(1).max(60),
  /** The entity that it is done to. */
  entityRef: text.min(1).max(200).optional(),
  /** The group that will own what it makes. */
  ownerRef: text.min(1).max(200).optional(),
  input: inputSchema.default({}),
};

/** The body of `POST /v1/plans`. */
export const planRequestSchema = z.object(subjectFields).strict();

/** How long a reason may be. */
export const maximumReasonLength = 1000;

const reasonSchema = text.trim().max(maximumReasonLength).optional();

/** A value that the caller chose, so that a repeated request has no second effect. */
export const idempotencyKeySchema = z
  .string()
  .regex(
    /^[\x21-\x7e]{8,200}$/,
    'expected 8 to 200 visible characters without spaces',
  );

/** The body of `POST /v1/operations`. */
export const operationRequestSchema = z
  .object({
    ...subjectFields,
    /** The `hash` of the plan that was looked at. */
    planHash: z.string().min(1).max(200),
    idempotencyKey: idempotencyKeySchema,
    reason: reasonSchema,
    surface: surfaceSchema.default('api'),
    /** Break a freeze window; only for admins, and with a reason. */
    breakFreeze: z.boolean().default(false),
  })
  .strict();

/** The body of `POST /v1/operations/:id/undo`. */
export const undoRequestSchema = operationRequestSchema.pick({
  planHash: true,
  idempotencyKey: true,
  reason: true,
  surface: true,
  breakFreeze: true,
});

/** The body of `POST /v1/operations/:id/cancel` and `POST /v1/operations/:id/retry`. */
export const changeRequestSchema = z
  .object({ reason: reasonSchema, surface: surfaceSchema.default('api') })
  .strict();

/** The body of `POST /v1/operations/:id/decisions`. */
export const decisionRequestSchema = z
  .object({
    decision: z.enum(['approve', 'deny']),
    /** The `hash` of the plan that was looked at. */
    planHash: z.string().min(1).max(200),
    /** Needed to deny. */
    reason: reasonSchema,
    surface: surfaceSchema.default('api'),
  })
  .strict();

/** How many operations one page holds at most. */
export const maximumOperationsPageSize = 100;

/** Which operations are asked for; everything that is given has to hold. The latest come first. */
export const operationsQuerySchema = z.object({
  entityRef: z.array(text.max(200)).max(50).default([]),
  kind: z.array(text.max(60)).max(50).default([]),
  status: z.array(operationStatusSchema).max(8).default([]),
  environment: z.array(text.max(63)).max(50).default([]),
  requestedBy: z.array(text.max(200)).max(50).default([]),
  /** Part of the title, the target or the entity. */
  text: text.trim().max(200).default(''),
  /** Only those that wait for a decision of the caller. */
  decidable: z.boolean().default(false),
  limit: z.number().int().min(1).max(maximumOperationsPageSize).default(25),
  /** The `nextCursor` of the page before. */
  cursor: z.string().max(1000).optional(),
});

/** See {@link planRequestSchema}. */
export type PlanRequest = z.input<typeof planRequestSchema>;
/** A {@link PlanRequest} with its defaults. */
export type ParsedPlanRequest = z.output<typeof planRequestSchema>;
/** See {@link operationRequestSchema}. */
export type OperationRequest = z.input<typeof operationRequestSchema>;
/** An {@link OperationRequest} with its defaults. */
export type ParsedOperationRequest = z.output<typeof operationRequestSchema>;
/** See {@link undoRequestSchema}. */
export type UndoRequest = z.input<typeof undoRequestSchema>;
/** An {@link UndoRequest} with its defaults. */
export type ParsedUndoRequest = z.output<typeof undoRequestSchema>;
/** See {@link changeRequestSchema}. */
export type ChangeRequest = z.input<typeof changeRequestSchema>;
/** A {@link ChangeRequest} with its defaults. */
export type ParsedChangeRequest = z.output<typeof changeRequestSchema>;
/** See {@link decisionRequestSchema}. */
export type DecisionRequest = z.input<typeof decisionRequestSchema>;
/** A {@link DecisionRequest} with its defaults. */
export type ParsedDecisionRequest = z.output<typeof decisionRequestSchema>;
/** See {@link operationsQuerySchema}. */
export type OperationsQuery = z.input<typeof operationsQuerySchema>;
/** An {@link OperationsQuery} with its defaults. */
export type ParsedOperationsQuery = z.output<typeof operationsQuerySchema>;
