import { createHash } from 'node:crypto';
import { podFate, type PodFate } from './podFate.ts';
import type {
  Workload,
  WorkloadCondition,
  WorkloadStatus,
} from './workload.ts';

const defaultProgressDeadline = 600;

/** The name of the ReplicaSet that the pods of this template would have. */
export function replicaSetName(workload: Workload): string {
  return `${workload.metadata?.name}-${podTemplateHash(workload)}`;
}

/** A watch hands out the same template until it changes, so its hash is worked out once. */
const hashes = new WeakMap<object, string>();

/** Stands for the pod template: another template, another hash. */
export function podTemplateHash(workload: Workload): string {
  const template = workload.spec?.template ?? {};
  const known = hashes.get(template);
  if (known) {
    return known;
  }
  const hash = createHash('sha256')
    .update(JSON.stringify(template))
    .digest('hex')
    .slice(0, 10);
  hashes.set(template, hash);
  return hash;
}

function conditionsWith(
  workload: Workload,
  conditions: readonly Omit<
    WorkloadCondition,
    'lastUpdateTime' | 'lastTransitionTime'
  >[],
  now: string,
): WorkloadCondition[] {
  return conditions.map(condition => {
    const before = workload.status?.conditions?.find(
      ({ type }) => type === condition.type,
    );
    const lastTransitionTime =
      before?.status === condition.status ? before.lastTransitionTime : now;
    return { ...condition, lastUpdateTime: now, lastTransitionTime };
  });
}

function fateOf(workload: Workload): PodFate {
  return podFate(
    workload.spec?.template ?? {},
    workload.metadata?.namespace ?? '',
  );
}

function pullErrorOf(workload: Workload): string {
  const fate = fateOf(workload);
  return fate.kind === 'image-missing' ? fate.message : '';
}

/** How far the replicas have come. */
type Progress = 'progressing' | 'complete' | 'late';

function progressCondition(workload: Workload, progress: Progress) {
  const replicaSet = `ReplicaSet "${replicaSetName(workload)}"`;
  switch (progress) {
    case 'complete':
      return {
        type: 'Progressing',
        status: 'True' as const,
        reason: 'NewReplicaSetAvailable',
        message: `${replicaSet} has successfully progressed.`,
      };
    case 'late':
      return {
        type: 'Progressing',
        status: 'False' as const,
        reason: 'ProgressDeadlineExceeded',
        message: `${replicaSet} has timed out progressing. ${pullErrorOf(
          workload,
        )}`.trim(),
      };
    default:
      return {
        type: 'Progressing',
        status: 'True' as const,
        reason: 'ReplicaSetUpdated',
        message: `${replicaSet} is progressing.`,
      };
  }
}

function statusWith(
  workload: Workload,
  counts: { replicas: number; updated: number; available: number },
  options: { progress: Progress; now: string },
): WorkloadStatus {
  const { replicas, updated, available } = counts;
  const desired = workload.spec?.replicas ?? 1;
  const isAvailable = available >= Math.ceil(desired * 0.75);
  const availability = {
    type: 'Available',
    status: isAvailable ? ('True' as const) : ('False' as const),
    reason: isAvailable
      ? 'MinimumReplicasAvailable'
      : 'MinimumReplicasUnavailable',
    message: `Deployment ${
      isAvailable ? 'has' : 'does not have'
    } minimum availability.`,
  };
  const conditions = [
    availability,
    progressCondition(workload, options.progress),
  ];
  return {
    observedGeneration: workload.metadata?.generation,
    replicas,
    updatedReplicas: updated,
    readyReplicas: available,
    availableReplicas: available,
    unavailableReplicas: Math.max(0, replicas - available),
    conditions: conditionsWith(workload, conditions, options.now),
  };
}

/** The status of a workload whose new pod does not become ready; nothing while it stays as it is. */
function stuckStatus(
  workload: Workload,
  options: { waited: number; now: string },
): WorkloadStatus | undefined {
  const { spec = {}, status = {} } = workload;
  const { updatedReplicas = 0, availableReplicas: available = 0 } = status;
  const { waited, now } = options;
  const desired = spec.replicas ?? 1;
  const deadline = spec.progressDeadlineSeconds ?? defaultProgressDeadline;
  const counts = {
    replicas: available ? available + 1 : desired,
    updated: available ? Math.max(1, updatedReplicas) : desired,
    available,
  };
  if (waited >= deadline * 1000) {
    return statusWith(workload, counts, { progress: 'late', now });
  }
  return status.replicas === counts.replicas
    ? undefined
    : {
        ...statusWith(workload, counts, { progress: 'progressing', now }),
        conditions: status.conditions,
      };
}

/**
 * The next status of a workload on its way to the replicas and the pod template that it wants: one replica after the
 * other, each after a delay. Nothing while there is nothing to change. All that it goes by is in the workload, so the
 * way goes on after a restart.
 */
export function advanceReplicas(
  workload: Workload,
  options: { now: Date; replicaMilliseconds: number },
): WorkloadStatus | undefined {
  const { spec = {}, status = {}, metadata } = workload;
  const desired = spec.replicas ?? 1;
  const now = options.now.toISOString().replace(/\.\d+Z$/, 'Z');
  const progressing = status.conditions?.find(
    ({ type }) => type === 'Progressing',
  );
  const isSameTemplate = Boolean(
    progressing?.message.includes(`"${replicaSetName(workload)}"`),
  );
  const { updatedReplicas: ready = 0, availableReplicas: available = 0 } =
    status;
  const isObserved =
    String(status.observedGeneration) === String(metadata?.generation);
  if (!progressing || !isSameTemplate) {
    const counts = { replicas: available, updated: 0, available };
    return statusWith(workload, counts, { progress: 'progressing', now });
  }
  if (!isObserved) {
    const updated = Math.min(ready, desired);
    const counts = { replicas: updated, updated, available: updated };
    const progress = updated === desired ? 'complete' : 'progressing';
    return statusWith(workload, counts, { progress, now });
  }
  if (progressing.reason !== 'ReplicaSetUpdated') {
    return undefined;
  }
  const waited = options.now.getTime() - Date.parse(progressing.lastUpdateTime);
  const fate = fateOf(workload);
  const isStuck =
    fate.kind !== 'ready' &&
    !(fate.kind === 'slow' && waited >= fate.milliseconds);
  if (isStuck) {
    return stuckStatus(workload, { waited, now });
  }
  if (waited < options.replicaMilliseconds) {
    return undefined;
  }
  const updated = Math.min(ready + 1, desired);
  const counts = {
    // The old replicas stay until the new ones are there.
    replicas: Math.max(desired, updated),
    updated,
    available: Math.min(desired, Math.max(available, updated)),
  };
  const progress = updated >= desired ? 'complete' : 'progressing';
  return statusWith(workload, counts, { progress, now });
}
