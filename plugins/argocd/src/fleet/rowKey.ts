import type { FleetDeployment } from '@golden-path/plugin-argocd-common';
import { deploymentKey } from '../deploymentKey';

/** Tells a row apart: two services may point at the same application. */
export function rowKey(deployment: FleetDeployment): string {
  return `${deployment.entityRef} ${deploymentKey(deployment)}`;
}
