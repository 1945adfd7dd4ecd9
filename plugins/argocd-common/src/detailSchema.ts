import { z } from 'zod/v3';
import {
  deploymentSchema,
  environmentDistanceSchema,
  healthStatusSchema,
  historyEntrySchema,
  rolloutSchema,
  sourceSchema,
  syncStatusSchema,
} from './schema';

/** A step of a rollout, in words. */
export const rolloutStepSchema = z.object({
  /** From 1. */
  number: z.number().int(),
  kind: z.enum(['setWeight', 'pause', 'analysis', 'experiment', 'other']),
  /** For people: `Set weight to 30 %`, `Pause until promoted`. */
  title: z.string(),
  /** The weight that it sets, in percent. */
  weight: z.number().optional(),
  state: z.enum(['done', 'current', 'waiting', 'skipped']),
});

/** A rollout with all of its steps. */
export const rolloutDetailSchema = rolloutSchema.extend({
  stepList: z.array(rolloutStepSchema),
});

/** A Kubernetes object that an application consists of, or that one of those made. Nothing of its content. */
export const resourceSchema = z.object({
  /** Tells it apart within this answer: `group/Kind/namespace/name`. */
  id: z.string(),
  /** The `id` of the object that made this one. */
  parentId: z.string().optional(),
  group: z.string(),
  kind: z.string(),
  namespace: z.string(),
  name: z.string(),
  /** Absent for what is not in Git, such as Pods. */
  sync: syncStatusSchema.optional(),
  /** Absent for kinds that have no health. */
  health: healthStatusSchema.optional(),
  message: z.string().optional(),
  /** Something short that tells a version or a state: `revision 4`, `0/1 ready`. */
  detail: z.string().optional(),
  createdAt: z.string().optional(),
  /** In the cluster but no longer in Git. */
  requiresPruning: z.boolean(),
});

/** Something that a controller reported about an object of the application. */
export const eventSchema = z.object({
  id: z.string(),
  type: z.enum(['Normal', 'Warning']),
  reason: z.string(),
  message: z.string(),
  count: z.number().int(),
  firstSeen: z.string().optional(),
  lastSeen: z.string().optional(),
  object: z.object({ kind: z.string(), name: z.string() }),
});

/** What Git says about a commit. */
export const commitSchema = z.object({
  revision: z.string(),
  /** The first line of its message. */
  title: z.string(),
  author: z.string(),
  authorAvatarUrl: z.string().optional(),
  date: z.string().optional(),
  url: z.string(),
});

/** A past deployment with its commit, as far as GitHub told it. */
export const historyEntryDetailSchema = historyEntrySchema.extend({
  commit: commitSchema.optional(),
  /** Whether this is what the cluster was told to run last. */
  isCurrent: z.boolean(),
});

/** Why a deployment is not as it should be: the deepest cause that is known, in a sentence. */
export const explanationSchema = z.object({
  sentence: z.string(),
  severity: z.enum(['ok', 'waiting', 'problem', 'unknown']),
  /** The object that causes it. */
  object: z.object({ kind: z.string(), name: z.string() }).optional(),
  /** What helps, in a sentence. */
  advice: z.string().optional(),
});

/** The answer of `GET /v1/entities/:namespace/:kind/:name/deployments/:instance/:applicationNamespace/:application`. */
export const deploymentDetailSchema = z.object({
  entityRef: z.string(),
  deployment: deploymentSchema,
  explanation: explanationSchema,
  rollouts: z.array(rolloutDetailSchema),
  /** Unhealthy first; parents before their children. At most {@link maximumResources}. */
  resources: z.array(resourceSchema),
  /** How many there are in all. */
  totalResources: z.number().int(),
  /** The latest first; at most {@link maximumEvents}. */
  events: z.array(eventSchema),
  /** The latest first. */
  history: z.array(historyEntryDetailSchema),
  /** From and to the neighbouring environments. */
  distances: z.array(environmentDistanceSchema),
  /** What this answer is made from: the instance, the objects of the cluster, GitHub. */
  sources: z.array(sourceSchema),
  changeKey: z.string().optional(),
});

/** How many objects of an application are told. */
export const maximumResources = 500;

/** How many events of an application are told. */
export const maximumEvents = 50;

/** See {@link rolloutStepSchema}. */
export type RolloutStep = z.infer<typeof rolloutStepSchema>;
/** See {@link rolloutDetailSchema}. */
export type RolloutDetail = z.infer<typeof rolloutDetailSchema>;
/** See {@link resourceSchema}. */
export type Resource = z.infer<typeof resourceSchema>;
/** See {@link eventSchema}. */
export type DeploymentEvent = z.infer<typeof eventSchema>;
/** See {@link commitSchema}. */
export type Commit = z.infer<typeof commitSchema>;
/** See {@link historyEntryDetailSchema}. */
export type HistoryEntryDetail = z.infer<typeof historyEntryDetailSchema>;
/** See {@link explanationSchema}. */
export type Explanation = z.infer<typeof explanationSchema>;
/** See {@link deploymentDetailSchema}. */
export type DeploymentDetail = z.infer<typeof deploymentDetailSchema>;
