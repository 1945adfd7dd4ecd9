import {
  statusWords,
  type FleetDeployment,
} from '@golden-path/plugin-argocd-common';

/** What is wrong beyond what the words for health and sync say already; undefined where they say it all. */
export function describeProblem(
  deployment: Pick<
    FleetDeployment,
    'health' | 'operation' | 'problem' | 'rollout' | 'sync'
  >,
): string | undefined {
  const { health, operation, problem, sync } = deployment;
  if (!problem) {
    return undefined;
  }
  switch (problem) {
    case statusWords.health[health.status].label:
      return health.message;
    case statusWords.sync[sync.status].label:
      return undefined;
    case 'Sync failed':
      return operation?.message ? `${problem}: ${operation.message}` : problem;
    default:
      return isToldByRollout(deployment) ? undefined : problem;
  }
}

/** Whether the rollout tells more than the health: Argo CD calls an application with a paused rollout paused, too. */
export function isToldByRollout({
  health,
  rollout,
}: Pick<FleetDeployment, 'health' | 'rollout'>): boolean {
  return health.status === 'Suspended' && rollout?.phase === 'Paused';
}
