import { explanationSchema } from '@golden-path/plugin-argocd-common';
import { z } from 'zod/v3';
import type { ActionOptions } from './ActionOptions';
import {
  deploymentSummarySchema,
  summarizeDeployment,
} from './deploymentSummary';
import { readEntityRef } from './entityRefInput';
import { deploymentInput, selectDeployment } from './selectDeployment';

const outputSchema = z.object({
  explanation: explanationSchema.describe(
    'The deepest cause that is known, in a sentence, and what helps.',
  ),
  deployment: deploymentSummarySchema,
  url: z
    .string()
    .optional()
    .describe('Where a person can look at it in Argo CD.'),
});

const exampleOutput: z.infer<typeof outputSchema> = {
  explanation: {
    sentence:
      'The image ghcr.io/acme/payment-service:v9 cannot be pulled: not found.',
    severity: 'problem',
    object: { kind: 'Pod', name: 'payment-service-7d9f-x2x4z' },
    advice: 'Deploy a version whose image exists.',
  },
  deployment: {
    entityRef: 'component:default/payment-service',
    environment: 'production',
    version: 'v9',
    health: 'Degraded',
    sync: 'Synced',
    confirmed: true,
    application: {
      instance: 'main',
      namespace: 'argocd',
      name: 'payment-service-production',
    },
  },
};

/** Registers the action `explain-deployment`. */
export function createExplainDeploymentAction(options: ActionOptions): void {
  const { actionsRegistry, deployments } = options;
  actionsRegistry.register({
    name: 'explain-deployment',
    title: 'Explain deployment',
    description: `Tells in a sentence why a deployment of a service is not healthy, not in sync or not finished: the deepest cause that the cluster knows, such as an image that cannot be pulled or an analysis that failed.

Use it for questions such as "why is order-service down in staging?" or "what is the rollout waiting for?". It changes nothing.`,
    attributes: { readOnly: true, destructive: false, idempotent: true },
    schema: { input: () => deploymentInput, output: () => outputSchema },
    examples: [
      {
        title: 'Why payment-service is not healthy in production',
        input: {
          entityRef: 'component:default/payment-service',
          environment: 'production',
        },
        output: exampleOutput,
      },
    ],
    action: async ({ input, credentials }) => {
      const entityRef = readEntityRef(input.entityRef);
      const { items } = await deployments.getDeployments(entityRef, {
        credentials,
      });
      const id = selectDeployment(items, { ...input, entityRef });
      const { explanation, deployment } = await deployments.getDeployment(
        entityRef,
        id,
        { credentials },
      );
      return {
        output: {
          explanation,
          deployment: summarizeDeployment(entityRef, deployment),
          url: deployment.links.argocd,
        },
      };
    },
  });
}
