import type { Rollout, RolloutStatus } from './rollout.ts';

/**
 * The phase of a Rollout, and its message, as Argo Rollouts works them out.
 * @see https://github.com/argoproj/argo-rollouts/blob/master/utils/rollout/rolloututil.go (CalculateRolloutPhase)
 */
export function rolloutPhase(
  spec: NonNullable<Rollout['spec']>,
  status: RolloutStatus,
): { phase: string; message?: string } {
  const progressing = (message: string) => ({ phase: 'Progressing', message });
  const failed = status.conditions?.find(({ reason }) =>
    ['RolloutAborted', 'ProgressDeadlineExceeded'].includes(reason),
  );
  if (failed) {
    const message = `${failed.reason}: ${failed.message}`;
    return { phase: 'Degraded', message };
  }
  if (spec.paused) {
    return { phase: 'Paused', message: 'manually paused' };
  }
  const [pause] = status.pauseConditions ?? [];
  if (pause) {
    return { phase: 'Paused', message: pause.reason };
  }
  const { replicas = 0, updatedReplicas = 0, availableReplicas = 0 } = status;
  if (updatedReplicas < (spec.replicas ?? 1)) {
    return progressing('more replicas need to be updated');
  }
  if (availableReplicas < updatedReplicas) {
    return progressing('updated replicas are still becoming available');
  }
  const isPromoted = status.stableRS === status.currentPodHash;
  if (spec.strategy?.blueGreen) {
    return status.blueGreen?.activeSelector === status.currentPodHash &&
      isPromoted
      ? { phase: 'Healthy' }
      : progressing('active service cutover pending');
  }
  if (!spec.strategy?.canary?.trafficRouting && replicas > updatedReplicas) {
    return progressing('old replicas are pending termination');
  }
  return isPromoted
    ? { phase: 'Healthy' }
    : progressing('waiting for all steps to complete');
}
