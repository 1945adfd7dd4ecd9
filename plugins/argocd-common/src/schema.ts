import { z } from 'zod/v3';

/** The health words of Argo CD. A word this portal does not know is told as `Unknown`. */
export const healthStatusSchema = z.enum([
  'Healthy',
  'Progressing',
  'Suspended',
  'Degraded',
  'Missing',
  'Unknown',
]);

/** The sync words of Argo CD. A word this portal does not know is told as `Unknown`. */
export const syncStatusSchema = z.enum(['Synced', 'OutOfSync', 'Unknown']);

/** A container image that an application runs. */
export const deployedImageSchema = z.object({
  name: z.string(),
  tag: z.string().optional(),
  digest: z.string().optional(),
});

/** The phases of an Argo CD operation; a phase this portal does not know is told as `Running`. */
export const operationPhaseSchema = z.enum([
  'Running',
  'Terminating',
  'Succeeded',
  'Failed',
  'Error',
]);

/** The last or the running operation of an application, usually a sync. */
export const operationSchema = z.object({
  phase: operationPhaseSchema,
  /** What Argo CD says about it; credentials are taken out. */
  message: z.string().optional(),
  startedAt: z.string().optional(),
  finishedAt: z.string().optional(),
  /** The Argo CD account that started it; absent for an automated sync. */
  initiatedBy: z.string().optional(),
  automated: z.boolean(),
});

/** The phases of an analysis and of each of its metrics. */
export const analysisPhaseSchema = z.enum([
  'Pending',
  'Running',
  'Successful',
  'Failed',
  'Error',
  'Inconclusive',
]);

/** One run of an analysis of the current revision of a rollout. */
export const analysisSchema = z.object({
  name: z.string(),
  phase: analysisPhaseSchema,
  message: z.string().optional(),
  metrics: z.array(
    z.object({
      name: z.string(),
      phase: analysisPhaseSchema,
      /** The last measured value, as the provider wrote it. */
      value: z.string().optional(),
      message: z.string().optional(),
    }),
  ),
});

/** The phases of an Argo Rollouts Rollout. */
export const rolloutPhaseSchema = z.enum([
  'Healthy',
  'Progressing',
  'Paused',
  'Degraded',
  'Unknown',
]);

/** How far a progressive delivery has come. */
export const rolloutSchema = z.object({
  name: z.string(),
  namespace: z.string(),
  strategy: z.enum(['canary', 'blueGreen']),
  phase: rolloutPhaseSchema,
  /** What it is on the way to run; absent where another object holds its template. */
  images: z.array(deployedImageSchema).optional(),
  /** The number of the step that runs, from 1; equal to `steps` + 1 when all are done; absent without steps. */
  step: z.number().int().optional(),
  /** How many steps there are. */
  steps: z.number().int().optional(),
  /** The share of traffic of the new version in percent. */
  weight: z.number().optional(),
  /** Why it waits, in words of Argo Rollouts, such as `CanaryPauseStep`. */
  pauseReason: z.string().optional(),
  /** Since when it waits, as an ISO 8601 time. */
  pausedSince: z.string().optional(),
  /** Whether it was aborted: traffic is back on the stable version. */
  aborted: z.boolean(),
  message: z.string().optional(),
  analyses: z.array(analysisSchema),
});

/** One past deployment of an application. */
export const historyEntrySchema = z.object({
  /** The number that Argo CD gave it. */
  id: z.number().int(),
  /** The full commit, or the version of a chart. */
  revision: z.string(),
  /** What ran then; absent where nobody knows any more. */
  images: z.array(deployedImageSchema).optional(),
  deployedAt: z.string().optional(),
  /** Absent for an automated sync, and where Argo CD did not note it. */
  initiatedBy: z.string().optional(),
  automated: z.boolean(),
});

/** A condition of an application, such as `ComparisonError`. */
export const conditionSchema = z.object({
  type: z.string(),
  message: z.string(),
  since: z.string().optional(),
});

/** How many past deployments are told. */
export const maximumHistoryEntries = 10;

/** Names one Argo CD application. */
export const deploymentIdSchema = z.object({
  instance: z.string(),
  namespace: z.string(),
  name: z.string(),
});

/** What one Argo CD application runs for an entity: the few fields that a screen needs, and never a secret. */
export const deploymentSchema = z.object({
  /** A name from `argocd.instances`. */
  instance: z.string(),
  application: z.object({
    name: z.string(),
    namespace: z.string(),
    project: z.string(),
    /** The ApplicationSet that made it. */
    applicationSet: z.string().optional(),
  }),
  /** A name from `platform.environments`, or null where no rule tells it. */
  environment: z.string().nullable(),
  cluster: z.string(),
  destination: z.object({ namespace: z.string() }),
  /** Whether the far side agrees that this application belongs to the entity: annotations alone prove nothing. */
  confirmed: z.boolean(),
  /** Why it is not confirmed and what confirms it; absent when it is. */
  confirmationProblem: z.string().optional(),
  sync: z.object({
    status: syncStatusSchema,
    /** The full commit, or the version of a chart, that the cluster was compared with; of several sources the first. */
    revision: z.string().optional(),
    /** The branch, tag or commit that is followed. */
    targetRevision: z.string().optional(),
    /** When Argo CD last compared, as an ISO 8601 time. */
    comparedAt: z.string().optional(),
  }),
  health: z.object({
    status: healthStatusSchema,
    message: z.string().optional(),
    /** When the health last changed, as an ISO 8601 time. */
    since: z.string().optional(),
  }),
  images: z.array(deployedImageSchema),
  operation: operationSchema.optional(),
  /** Of several rollouts the one that needs attention most; absent where Argo Rollouts has no part in it. */
  rollout: rolloutSchema.optional(),
  /** The latest first; at most {@link maximumHistoryEntries}. */
  history: z.array(historyEntrySchema),
  /** How many objects of each kind it consists of, by their health. */
  resources: z.array(
    z.object({
      kind: z.string(),
      health: healthStatusSchema.nullable(),
      count: z.number().int(),
    }),
  ),
  conditions: z.array(conditionSchema),
  /** When the running revision was deployed, as an ISO 8601 time. */
  deployedAt: z.string().optional(),
  links: z.object({
    argocd: z.string().optional(),
    repository: z.string().optional(),
    commit: z.string().optional(),
    /** Where the running application answers. */
    external: z.array(z.string()),
  }),
});

/** How many commits lie between what two neighbouring environments run. */
export const environmentDistanceSchema = z.object({
  /** The environment that is promoted from. */
  from: z.string(),
  /** The environment that is promoted to. */
  to: z.string(),
  /** How many commits `from` has that `to` has not. */
  ahead: z.number().int().nonnegative(),
  /** How many commits `to` has that `from` has not. */
  behind: z.number().int().nonnegative(),
  /** False where there may be more. */
  isExact: z.boolean(),
});

/** How fresh the answer of one Argo CD instance is. */
export const sourceSchema = z.object({
  name: z.string(),
  status: z.enum(['live', 'stale', 'unavailable', 'warming']),
  /** When the data was last known to equal the cluster, as an ISO 8601 time. */
  asOf: z.string().optional(),
  /** What is wrong and what helps, in words for a developer. */
  message: z.string().optional(),
});

/** The answer of `GET /v1/entities/:namespace/:kind/:name/deployments`. */
export const deploymentsResponseSchema = z.object({
  items: z.array(deploymentSchema),
  sources: z.array(sourceSchema),
  /** Between neighbouring environments, as far as it is known at present. */
  distances: z.array(environmentDistanceSchema),
  /** The name under which signals announce changes of this answer; it tells nothing to those who did not get it here. */
  changeKey: z.string().optional(),
});

/** The answer of `GET /v1/entities/deployments?entityRef=…`: an entity that the caller may not see is left out. */
export const entitiesDeploymentsResponseSchema = z.object({
  items: z.array(
    z.object({
      entityRef: z.string(),
      deployments: z.array(deploymentSchema),
      changeKey: z.string().optional(),
    }),
  ),
  sources: z.array(sourceSchema),
});

/** A message on the channel {@link deploymentsSignalChannel}. */
export const deploymentsSignalSchema = z.object({
  changeKey: z.string(),
  counter: z.number(),
});

/** The signal channel that announces changes. It carries opaque keys only, because channels are not access-controlled. */
export const deploymentsSignalChannel = 'argocd:deployments';

/** How many entities one call of `GET /v1/entities/deployments` may name. */
export const maximumEntitiesPerRequest = 50;

/** One of the health words of Argo CD. */
export type HealthStatusName = z.infer<typeof healthStatusSchema>;
/** One of the sync words of Argo CD. */
export type SyncStatusName = z.infer<typeof syncStatusSchema>;
/** See {@link deployedImageSchema}. */
export type DeployedImage = z.infer<typeof deployedImageSchema>;
/** See {@link operationSchema}. */
export type Operation = z.infer<typeof operationSchema>;
/** See {@link analysisSchema}. */
export type Analysis = z.infer<typeof analysisSchema>;
/** One of the phases of an analysis. */
export type AnalysisPhase = z.infer<typeof analysisPhaseSchema>;
/** See {@link rolloutSchema}. */
export type Rollout = z.infer<typeof rolloutSchema>;
/** One of the phases of a rollout. */
export type RolloutPhase = z.infer<typeof rolloutPhaseSchema>;
/** See {@link historyEntrySchema}. */
export type HistoryEntry = z.infer<typeof historyEntrySchema>;
/** See {@link conditionSchema}. */
export type Condition = z.infer<typeof conditionSchema>;
/** See {@link deploymentIdSchema}. */
export type DeploymentId = z.infer<typeof deploymentIdSchema>;
/** See {@link environmentDistanceSchema}. */
export type EnvironmentDistance = z.infer<typeof environmentDistanceSchema>;
/** See {@link deploymentSchema}. */
export type Deployment = z.infer<typeof deploymentSchema>;
/** See {@link sourceSchema}. */
export type Source = z.infer<typeof sourceSchema>;
/** See {@link deploymentsResponseSchema}. */
export type DeploymentsResponse = z.infer<typeof deploymentsResponseSchema>;
/** See {@link entitiesDeploymentsResponseSchema}. */
export type EntitiesDeploymentsResponse = z.infer<
  typeof entitiesDeploymentsResponseSchema
>;
/** See {@link deploymentsSignalSchema}. */
export type DeploymentsSignal = z.infer<typeof deploymentsSignalSchema>;
