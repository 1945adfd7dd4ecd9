import type { FleetDeployment } from '@golden-path/plugin-argocd-common';
import { isToldByRollout } from '../../fleet/describeProblem';
import { HealthStatus } from '../HealthStatus';
import { RolloutStatus } from '../RolloutStatus';

/** How a deployment is: its health, or how far its rollout has come where it is paused. */
export function FleetStatus(props: {
  deployment: Pick<FleetDeployment, 'health' | 'rollout'>;
}) {
  const { health, rollout } = props.deployment;
  return rollout && isToldByRollout(props.deployment) ? (
    <RolloutStatus rollout={rollout} />
  ) : (
    <HealthStatus {...health} />
  );
}
