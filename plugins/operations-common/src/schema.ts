import { z } from 'zod/v3';
import { findInputProblem, storableTextPattern } from './storableInput';

/** How much can go wrong: what only reads or repeats is low, what changes what customers use is high. */
export const riskSchema = z.enum(['low', 'medium', 'high']);

/** From where an operation was asked for. It is told by the caller, and nothing is decided by it. */
export const surfaceSchema = z.enum([
  'portal',
  'template',
  'assistant',
  'cli',
  'chat',
  'api',
]);

/**
 * Where an operation stands:
 * - `waiting`: people have to approve it
 * - `accepted`: it may run, and begins within moments
 * - `running`, then one of `succeeded`, `failed`, `cancelled`
 * - `denied` or `expired`: it never ran
 */
export const operationStatusSchema = z.enum([
  'waiting',
  'accepted',
  'running',
  'succeeded',
  'failed',
  'cancelled',
  'denied',
  'expired',
]);

/** Where a phase of an operation stands. */
export const phaseStatusSchema = z.enum([
  'pending',
  'running',
  'succeeded',
  'failed',
  'cancelled',
]);

/** A page elsewhere. */
export const linkSchema = z.object({ title: z.string(), url: z.string() });

/** What an operation is about. */
export const targetSchema = z.object({
  /** Names the thing that is changed; two operations with the same key never run at once. */
  key: z.string(),
  /** For people, for example `orders-service-production`. */
  title: z.string(),
  /** A name from `platform.environments`, or null where no rule tells it. */
  environment: z.string().nullable(),
  /** Its page elsewhere. */
  url: z.string().optional(),
});

/** One thing that will be different. */
export const changeSchema = z.object({
  /** What changes, for example an image or a file. */
  subject: z.string(),
  /** What it is now; absent where it does not exist yet. */
  from: z.string().optional(),
  /** What it becomes; absent where it goes. */
  to: z.string().optional(),
  url: z.string().optional(),
});

/** A commit between what runs and what is to run. */
export const planCommitSchema = z.object({
  sha: z.string(),
  title: z.string(),
  author: z.string(),
  date: z.string(),
  url: z.string().optional(),
});

/** The commits that come, or that go. */
export const planCommitsSchema = z.object({
  /** `added` where newer commits come, `removed` where an older version comes back. */
  direction: z.enum(['added', 'removed']),
  /** The newest first. */
  items: z.array(planCommitSchema),
  /** True where there are more than those listed. */
  hasMore: z.boolean(),
});

/** A file that is written. */
export const planFileSchema = z.object({
  /** `owner/repository` */
  repository: z.string(),
  branch: z.string(),
  path: z.string(),
  url: z.string().optional(),
  /** The lines that change, as a unified diff. */
  diff: z.string().optional(),
});

/** Who has to agree, and why. */
export const approvalRequirementSchema = z.object({
  /** Why it is needed, for example `production`. */
  title: z.string(),
  /** Entity references of the groups and users that may. */
  approvers: z.array(z.string()),
  required: z.number().int().positive(),
});

/** What stands in the way, although the caller may do it. */
export const blockerSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('freeze'),
    /** The name of the freeze window. */
    name: z.string(),
    /** When it ends, as an ISO 8601 time. */
    until: z.string(),
    /** Whether the caller may break it, with a reason. */
    mayBreak: z.boolean(),
    message: z.string(),
  }),
  z.object({
    type: z.literal('busy'),
    /** The operation that holds the target. */
    operationId: z.string(),
    title: z.string(),
    requestedBy: z.string(),
    since: z.string(),
    message: z.string(),
  }),
  z.object({
    type: z.literal('nothing-to-do'),
    message: z.string(),
  }),
]);

/** A part of an operation, as a plan tells it. */
export const planPhaseSchema = z.object({
  name: z.string(),
  /** For people, for example `Wait for the rollout`. */
  title: z.string(),
});

/** What an operation would do, for people to look at before it does it. It changes nothing. */
export const planSchema = z.object({
  kind: z.string(),
  /** For people, for example `Promote v1.9.0 to production`. */
  title: z.string(),
  /** One sentence that says what will happen. */
  summary: z.string(),
  risk: riskSchema,
  /** The entity that it is done to; absent where one is made. */
  entityRef: z.string().optional(),
  /** The group that will own what is made. */
  ownerRef: z.string().optional(),
  target: targetSchema,
  /** The input, with its defaults filled in. */
  input: z.record(z.unknown()),
  changes: z.array(changeSchema),
  commits: planCommitsSchema.optional(),
  files: z.array(planFileSchema),
  warnings: z.array(z.string()),
  phases: z.array(planPhaseSchema),
  /** What happens when it fails half-way, and what can be done then. */
  onFailure: z.string(),
  /** Whether what it did can be undone by the portal, and how. */
  undo: z.object({ possible: z.boolean(), description: z.string() }),
  approvals: z.array(approvalRequirementSchema),
  blockers: z.array(blockerSchema),
  /** What a person types to confirm; absent where a click is enough. */
  confirmationText: z.string().optional(),
  /** Stands for everything that decides the outcome: another state of the world has another one. */
  hash: z.string(),
  plannedAt: z.string(),
});

/** A part of an operation. */
export const phaseSchema = planPhaseSchema.extend({
  status: phaseStatusSchema,
  startedAt: z.string().optional(),
  finishedAt: z.string().optional(),
  /** What it did, does, or why it failed. */
  message: z.string().optional(),
  links: z.array(linkSchema),
});

/** What somebody decided. */
export const decisionSchema = z.object({
  by: z.string(),
  decision: z.enum(['approve', 'deny']),
  reason: z.string().optional(),
  decidedAt: z.string(),
  surface: surfaceSchema,
  /** False where the plan changed afterwards, or the person may no longer approve. */
  counts: z.boolean(),
});

/** Whether the caller may do something with an operation, and why not. */
export const abilitySchema = z.discriminatedUnion('allowed', [
  z.object({ allowed: z.literal(true) }),
  z.object({ allowed: z.literal(false), reason: z.string() }),
]);

/** An operation as lists show it. */
export const operationSummarySchema = z.object({
  id: z.string(),
  kind: z.string(),
  title: z.string(),
  risk: riskSchema,
  entityRef: z.string().optional(),
  ownerRef: z.string().optional(),
  target: targetSchema,
  status: operationStatusSchema,
  /** Entity reference of the person, or the subject of the service. */
  requestedBy: z.string(),
  surface: surfaceSchema,
  reason: z.string().optional(),
  /** Whether an admin broke a freeze window for it. */
  brokeFreeze: z.boolean(),
  requestedAt: z.string(),
  startedAt: z.string().optional(),
  finishedAt: z.string().optional(),
  /** When it expires if nobody decides; only while it waits. */
  expiresAt: z.string().optional(),
  /** How far it has come. */
  progress: z.object({
    done: z.number().int(),
    total: z.number().int(),
    /** The title of the phase that runs, or that failed. */
    current: z.string().optional(),
    message: z.string().optional(),
  }),
  /** How many people agreed, and how many have to; absent where nobody has to. */
  approval: z
    .object({ given: z.number().int(), required: z.number().int() })
    .optional(),
  /** The id of the operation that this one undoes. */
  undoes: z.string().optional(),
  /** The id of the operation that undoes this one. */
  undoneBy: z.string().optional(),
  /** Grows with every change of the operation. */
  revision: z.number().int(),
});

/** Everything about an operation. */
export const operationSchema = operationSummarySchema.extend({
  plan: planSchema,
  phases: z.array(phaseSchema),
  decisions: z.array(decisionSchema),
  /** What came of it; present when it has succeeded. */
  result: z
    .object({ message: z.string(), links: z.array(linkSchema) })
    .optional(),
  /** Why it failed, was cancelled, denied or has to wait. */
  problem: z.string().optional(),
  /** What the caller may do with it now. */
  abilities: z.object({
    cancel: abilitySchema,
    retry: abilitySchema,
    undo: abilitySchema,
    decide: abilitySchema,
  }),
});

/** A kind of operation. */
export const kindSchema = z.object({
  kind: z.string(),
  title: z.string(),
  description: z.string(),
  risk: riskSchema,
  /** What it is asked for: an entity, or the group that will own what it makes. */
  subject: z.enum(['entity', 'owner']),
  /** JSON schema of its input. */
  inputSchema: z.record(z.unknown()),
  /** Why it is switched off; absent when it is not. */
  disabledReason: z.string().optional(),
});

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

/** The answer of `GET /v1/operations`. */
export const operationsResponseSchema = z.object({
  items: z.array(operationSummarySchema),
  /** Absent on the last page. */
  nextCursor: z.string().optional(),
});

/** The answer of `GET /v1/kinds`. */
export const kindsResponseSchema = z.object({ items: z.array(kindSchema) });

/** The signal channel that announces changes. It carries a counter only, because channels are not access-controlled. */
export const operationsSignalChannel = 'operations:changes';

/** A message on the channel {@link operationsSignalChannel}. */
export const operationsSignalSchema = z.object({ counter: z.number() });

/** See {@link riskSchema}. */
export type Risk = z.infer<typeof riskSchema>;
/** See {@link surfaceSchema}. */
export type Surface = z.infer<typeof surfaceSchema>;
/** See {@link operationStatusSchema}. */
export type OperationStatus = z.infer<typeof operationStatusSchema>;
/** See {@link phaseStatusSchema}. */
export type PhaseStatus = z.infer<typeof phaseStatusSchema>;
/** See {@link linkSchema}. */
export type Link = z.infer<typeof linkSchema>;
/** See {@link targetSchema}. */
export type OperationTarget = z.infer<typeof targetSchema>;
/** See {@link changeSchema}. */
export type PlanChange = z.infer<typeof changeSchema>;
/** See {@link planCommitsSchema}. */
export type PlanCommits = z.infer<typeof planCommitsSchema>;
/** See {@link planFileSchema}. */
export type PlanFile = z.infer<typeof planFileSchema>;
/** See {@link approvalRequirementSchema}. */
export type ApprovalRequirement = z.infer<typeof approvalRequirementSchema>;
/** See {@link blockerSchema}. */
export type Blocker = z.infer<typeof blockerSchema>;
/** See {@link planPhaseSchema}. */
export type PlanPhase = z.infer<typeof planPhaseSchema>;
/** See {@link planSchema}. */
export type Plan = z.infer<typeof planSchema>;
/** See {@link phaseSchema}. */
export type Phase = z.infer<typeof phaseSchema>;
/** See {@link decisionSchema}. */
export type Decision = z.infer<typeof decisionSchema>;
/** See {@link abilitySchema}. */
export type Ability = z.infer<typeof abilitySchema>;
/** See {@link operationSummarySchema}. */
export type OperationSummary = z.infer<typeof operationSummarySchema>;
/** See {@link operationSchema}. */
export type Operation = z.infer<typeof operationSchema>;
/** See {@link kindSchema}. */
export type Kind = z.infer<typeof kindSchema>;
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
/** See {@link operationsResponseSchema}. */
export type OperationsResponse = z.infer<typeof operationsResponseSchema>;
/** See {@link kindsResponseSchema}. */
export type KindsResponse = z.infer<typeof kindsResponseSchema>;
/** See {@link operationsSignalSchema}. */
export type OperationsSignal = z.infer<typeof operationsSignalSchema>;
