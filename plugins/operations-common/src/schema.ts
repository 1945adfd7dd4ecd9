import { z } from 'zod/v3';
import {
  linkSchema,
  planPhaseSchema,
  planSchema,
  riskSchema,
  targetSchema,
} from './planSchema';

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

/** See {@link surfaceSchema}. */
export type Surface = z.infer<typeof surfaceSchema>;
/** See {@link operationStatusSchema}. */
export type OperationStatus = z.infer<typeof operationStatusSchema>;
/** See {@link phaseStatusSchema}. */
export type PhaseStatus = z.infer<typeof phaseStatusSchema>;
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
/** See {@link operationsResponseSchema}. */
export type OperationsResponse = z.infer<typeof operationsResponseSchema>;
/** See {@link kindsResponseSchema}. */
export type KindsResponse = z.infer<typeof kindsResponseSchema>;
/** See {@link operationsSignalSchema}. */
export type OperationsSignal = z.infer<typeof operationsSignalSchema>;
