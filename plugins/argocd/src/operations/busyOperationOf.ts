import type { Deployment } from '@golden-path/plugin-argocd-common';
import type { OperationSummary } from '@golden-path/plugin-operations-common';
import { deploymentKey } from '../deploymentKey';

/** What is being done to a deployment at present; undefined where that is nothing. */
export function busyOperationOf(
  deployment: Pick<Deployment, 'application' | 'instance'>,
  active: OperationSummary[],
): OperationSummary | undefined {
  const key = deploymentKey(deployment);
  return active.find(({ target }) => target.key.endsWith(`/${key}`));
}
