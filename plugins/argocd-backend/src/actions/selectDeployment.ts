import { InputError, NotFoundError } from '@backstage/errors';
import type {
  Deployment,
  DeploymentId,
} from '@golden-path/plugin-argocd-common';
import { z } from 'zod/v3';
import { entityRefInput } from './entityRefInput';

/** How an action is told one deployment. */
export const deploymentInput = z.object({
  entityRef: entityRefInput,
  environment: z
    .string()
    .max(63)
    .optional()
    .describe(
      'The environment, for example production. Needed when the entity runs in more than one.',
    ),
  application: z
    .string()
    .max(253)
    .optional()
    .describe(
      'The name of the Argo CD application. Needed when several run in one environment.',
    ),
});

/**
 * Finds the one deployment that is meant.
 *
 * @throws `NotFoundError` when there is none, and `InputError` when there are several; both name those that exist
 */
export function selectDeployment(
  deployments: readonly Deployment[],
  input: z.infer<typeof deploymentInput>,
): DeploymentId {
  const meant = deployments.filter(
    ({ environment, application }) =>
      (input.environment === undefined || environment === input.environment) &&
      (input.application === undefined ||
        application.name === input.application),
  );
  const [deployment] = meant;
  if (!deployment) {
    throw new NotFoundError(
      `${input.entityRef} has no such deployment. It has: ${namesOf(
        deployments,
      )}`,
    );
  }
  if (meant.length > 1) {
    throw new InputError(
      `Several deployments of ${
        input.entityRef
      } fit; say which environment or application: ${namesOf(meant)}`,
    );
  }
  const { instance, application } = deployment;
  return {
    instance,
    namespace: application.namespace,
    name: application.name,
  };
}

function namesOf(deployments: readonly Deployment[]): string {
  return (
    deployments
      .map(
        ({ environment, application }) =>
          `${application.name} (${environment ?? 'no environment'})`,
      )
      .join(', ') || 'none'
  );
}
