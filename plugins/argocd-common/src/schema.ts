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

/** What one Argo CD application runs for an entity: the few fields that a screen needs, and never a secret. */
export const deploymentSchema = z.object({
  instance: z.string(),
  application: z.object({
    name: z.string(),
    namespace: z.string(),
    project: z.string(),
  }),
  /** A name from `platform.environments`, or null where no rule tells it. */
  environment: z.string().nullable(),
  cluster: z.string(),
  destination: z.object({ namespace: z.string() }),
  /** Whether the far side agrees that this application belongs to the entity: annotations alone prove nothing. */
  confirmed: z.boolean(),
  sync: z.object({
    status: syncStatusSchema,
    /** The short commit that is in the cluster. */
    revision: z.string().optional(),
    /** The branch, tag or commit that is followed. */
    targetRevision: z.string().optional(),
  }),
  health: z.object({
    status: healthStatusSchema,
    message: z.string().optional(),
    /** When the health last changed, as an ISO 8601 time. */
    since: z.string().optional(),
  }),
  images: z.array(deployedImageSchema),
  /** When the running revision was deployed, as an ISO 8601 time. */
  deployedAt: z.string().optional(),
  links: z.object({
    argocd: z.string().optional(),
    repository: z.string().optional(),
    commit: z.string().optional(),
  }),
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
  /** The name under which signals announce changes of this answer; it tells nothing to those who did not get it here. */
  changeKey: z.string().optional(),
});

/** The answer of `GET /v1/deployments?entityRef=…`: an entity that the caller may not see is left out. */
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

/** How many entities one call of `GET /v1/deployments` may name. */
export const maximumEntitiesPerRequest = 50;

/** One of the health words of Argo CD. */
export type HealthStatusName = z.infer<typeof healthStatusSchema>;
/** One of the sync words of Argo CD. */
export type SyncStatusName = z.infer<typeof syncStatusSchema>;
/** See {@link deployedImageSchema}. */
export type DeployedImage = z.infer<typeof deployedImageSchema>;
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
