import { replicaSetName } from './advanceReplicas.ts';
import { timestamp } from './podStatus.ts';
import type { Rollout, RolloutStatus } from './rollout.ts';
import { setCondition } from './setCondition.ts';
import type { WorkloadCondition } from './workload.ts';

function progressingCondition(
  rollout: Rollout,
  status: RolloutStatus,
  options: { revision: number; isLate: boolean; isPaused: boolean },
): Pick<WorkloadCondition, 'status' | 'reason' | 'message'> {
  const name = `ReplicaSet "${replicaSetName(rollout)}"`;
  const before = status.conditions?.find(({ type }) => type === 'Progressing');
  if (status.abort) {
    const reason = 'RolloutAborted';
    const cause = status.message?.startsWith('Step-based')
      ? `: ${status.message}`
      : '';
    const message = `Rollout aborted update to revision ${options.revision}${cause}`;
    return before?.reason === reason
      ? { status: 'False', reason, message: before.message }
      : { status: 'False', reason, message };
  }
  if (options.isPaused) {
    const reason = 'RolloutPaused';
    return { status: 'Unknown', reason, message: 'Rollout is paused' };
  }
  if (options.isLate) {
    const reason = 'ProgressDeadlineExceeded';
    return {
      status: 'False',
      reason,
      message: `${name} has timed out progressing.`,
    };
  }
  const [reason, message] =
    status.stableRS === status.currentPodHash
      ? ['NewReplicaSetAvailable', `${name} has successfully progressed.`]
      : ['ReplicaSetUpdated', `${name} is progressing.`];
  return { status: 'True', reason, message };
}

/** The Progressing condition, and those that follow from it. */
export function rolloutConditions(
  rollout: Rollout,
  status: RolloutStatus,
  options: {
    readonly now: Date;
    readonly revision: number;
    readonly hasProgressed: boolean;
    readonly isLate: boolean;
  },
): readonly WorkloadCondition[] {
  const now = timestamp(options.now);
  const isPaused = Boolean(
    status.pauseConditions?.length || rollout.spec?.paused,
  );
  const isPromoted = status.stableRS === status.currentPodHash;
  const isAvailable =
    (status.availableReplicas ?? 0) >= (rollout.spec?.replicas ?? 1);
  let conditions = status.conditions ?? [];
  const set = (type: string, is: boolean, words: [string, string]) => {
    const [reason, message] = words;
    const value = is ? ('True' as const) : ('False' as const);
    conditions = setCondition(
      conditions,
      { type, status: value, reason, message },
      now,
    );
  };
  conditions = setCondition(
    conditions,
    {
      type: 'Progressing',
      ...progressingCondition(rollout, status, { ...options, isPaused }),
    },
    now,
  );
  if (isPaused || conditions.some(({ type }) => type === 'Paused')) {
    set('Paused', isPaused, ['RolloutPaused', 'Rollout is paused']);
  }
  set('Available', isAvailable, [
    'AvailableReason',
    `Rollout ${isAvailable ? 'has' : 'does not have'} minimum availability`,
  ]);
  set('Completed', isPromoted, ['RolloutCompleted', 'RolloutCompleted']);
  return options.hasProgressed
    ? conditions.map(condition =>
        condition.type === 'Progressing'
          ? { ...condition, lastUpdateTime: now }
          : condition,
      )
    : conditions;
}
