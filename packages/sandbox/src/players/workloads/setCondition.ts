import type { WorkloadCondition } from './workload.ts';

/** Conditions with one that is now so; what does not change keeps its times. */
export function setCondition(
  conditions: readonly WorkloadCondition[],
  condition: Omit<WorkloadCondition, 'lastUpdateTime' | 'lastTransitionTime'>,
  now: string,
): readonly WorkloadCondition[] {
  const before = conditions.find(({ type }) => type === condition.type);
  if (
    before?.status === condition.status &&
    before.reason === condition.reason &&
    before.message === condition.message
  ) {
    return conditions;
  }
  const after = {
    ...condition,
    lastUpdateTime: now,
    lastTransitionTime:
      before?.status === condition.status ? before.lastTransitionTime : now,
  };
  return before
    ? conditions.map(one => (one === before ? after : one))
    : [...conditions, after];
}
