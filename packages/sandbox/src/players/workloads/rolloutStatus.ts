import { podTemplateHash } from './advanceReplicas.ts';
import type { Workload, WorkloadStatus } from './workload.ts';

const phases: Readonly<Record<string, string>> = {
  NewReplicaSetAvailable: 'Healthy',
  ProgressDeadlineExceeded: 'Degraded',
};

/** The status of a Rollout whose replicas have come so far: its steps are passed without their pauses. */
export function rolloutStatus(
  rollout: Workload,
  status: WorkloadStatus,
): object {
  const progressing = status.conditions?.find(
    ({ type }) => type === 'Progressing',
  );
  const phase = phases[progressing?.reason ?? ''] ?? 'Progressing';
  const hash = podTemplateHash(rollout);
  const steps = rollout.spec?.strategy?.canary?.steps?.length ?? 0;
  return {
    ...status,
    unavailableReplicas: null,
    observedGeneration: String(rollout.metadata?.generation),
    HPAReplicas: status.replicas,
    currentPodHash: hash,
    phase,
    message:
      phase === 'Healthy'
        ? null
        : progressing?.message ?? 'more replicas need to be updated',
    ...(phase === 'Healthy'
      ? { stableRS: hash, currentStepIndex: steps }
      : { currentStepIndex: 0 }),
  };
}
