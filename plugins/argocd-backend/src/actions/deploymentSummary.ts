import {
  versionOf,
  type Deployment,
  type FleetDeployment,
} from '@golden-path/plugin-argocd-common';
import { z } from 'zod/v3';

/** What an action tells of one deployment: enough to name it, to judge it and to ask for more. */
export const deploymentSummarySchema = z.object({
  entityRef: z.string().describe('The catalog entity that it belongs to.'),
  environment: z
    .string()
    .nullable()
    .describe('The environment, or null where no rule tells it.'),
  version: z
    .string()
    .describe('What runs: an image tag, a digest or a commit.'),
  health: z
    .string()
    .describe('Healthy, Progressing, Suspended, Degraded, Missing or Unknown.'),
  healthSince: z.string().optional().describe('ISO 8601 time.'),
  sync: z.string().describe('Synced, OutOfSync or Unknown.'),
  confirmed: z
    .boolean()
    .describe(
      'Whether the application itself says that it belongs to the entity. If not, treat it as somebody else’s.',
    ),
  application: z
    .object({
      instance: z.string().describe('The Argo CD instance.'),
      namespace: z.string().describe('The namespace of the Application.'),
      name: z.string().describe('The name of the Application.'),
    })
    .describe('Names this deployment exactly.'),
});

/** See {@link deploymentSummarySchema}. */
export type DeploymentSummary = z.infer<typeof deploymentSummarySchema>;

/** Tells a deployment of an entity in the words of {@link deploymentSummarySchema}. */
export function summarizeDeployment(
  entityRef: string,
  deployment: Deployment | FleetDeployment,
): DeploymentSummary {
  const { instance, application, environment, health, sync } = deployment;
  return {
    entityRef,
    environment,
    version: versionOf(deployment),
    health: health.status,
    healthSince: health.since,
    sync: sync.status,
    confirmed: deployment.confirmed,
    application: {
      instance,
      namespace: application.namespace,
      name: application.name,
    },
  };
}
