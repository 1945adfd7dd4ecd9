import { deploymentDetailSchema } from '@golden-path/plugin-argocd-common';
import type { ActionOptions } from './ActionOptions';
import { readEntityRef } from './entityRefInput';
import { deploymentInput, selectDeployment } from './selectDeployment';

/** Registers the action `get-deployment`. */
export function createGetDeploymentAction(options: ActionOptions): void {
  const { actionsRegistry, deployments } = options;
  actionsRegistry.register({
    name: 'get-deployment',
    title: 'Get deployment',
    description: `Tells everything that is known of one deployment of a service: version, health, sync, the running operation, rollout steps with weights and analysis results, the objects it consists of, recent events, and its history with commits.

Use it after list-deployments, when the summary is not enough. It changes nothing.`,
    attributes: { readOnly: true, destructive: false, idempotent: true },
    schema: {
      input: () => deploymentInput,
      output: () => deploymentDetailSchema,
    },
    examples: [
      {
        title: 'Everything about order-service in production',
        input: {
          entityRef: 'component:default/order-service',
          environment: 'production',
        },
      },
    ],
    action: async ({ input, credentials }) => {
      const entityRef = readEntityRef(input.entityRef);
      const { items } = await deployments.getDeployments(entityRef, {
        credentials,
      });
      return {
        output: await deployments.getDeployment(
          entityRef,
          selectDeployment(items, { ...input, entityRef }),
          { credentials },
        ),
      };
    },
  });
}
