import { z } from 'zod/v3';

/** How much can go wrong: what only reads or repeats is low, what changes what customers use is high. */
export const riskSchema = z.enum(['low', 'medium', 'high']);

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

/** See {@link riskSchema}. */
export type Risk = z.infer<typeof riskSchema>;
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
