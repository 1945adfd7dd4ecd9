import type { Deployment } from '@golden-path/plugin-argocd-common';
import { deploymentKey } from '../deploymentKey';

type Selected = Pick<Deployment, 'application' | 'environment' | 'instance'>;

/**
 * How an operation is told which application is meant: by its environment, and where that has several or is not known,
 * by its full name.
 */
export function selectorOf(
  deployment: Selected,
  all: Selected[],
): { environment?: string; application?: string } {
  const { environment } = deployment;
  const isLone =
    all.filter(other => other.environment === environment).length === 1;
  return {
    ...(environment !== null && { environment }),
    ...((environment === null || !isLone) && {
      application: deploymentKey(deployment),
    }),
  };
}
