import type { OperationState } from './application.ts';
import { timestamp } from './applicationStatus.ts';
import { nextRetryAt } from './nextRetryAt.ts';

/** A time of day as Go's `time.Kitchen` writes it. */
function timeOfDay(date: Date): string {
  return date.toLocaleTimeString('en-US', {
    hour: 'numeric',
    minute: '2-digit',
    timeZone: 'UTC',
  });
}

/**
 * The state of an operation after an attempt: over, or waiting for the next attempt, which still counts as running.
 * @see https://github.com/argoproj/argo-cd/blob/v3.5.1/controller/appcontroller.go (processRequestedAppOperation)
 */
export function endedState(
  state: OperationState,
  options: { now: Date; isTerminated: boolean },
): OperationState {
  const { now, isTerminated } = options;
  const { retry } = state.operation;
  const count = state.retryCount ?? 0;
  const limit = retry?.limit ?? 0;
  const finishedAt = timestamp(now);
  const hasFailed = state.phase !== 'Succeeded';
  if (hasFailed && !isTerminated && (count < limit || limit < 0)) {
    const at = timeOfDay(nextRetryAt(retry, now, count)).replace(/\s/, '');
    return {
      ...state,
      phase: 'Running',
      finishedAt,
      retryCount: count + 1,
      message: `${state.message}. Retrying attempt #${count + 1} at ${at}.`,
    };
  }
  return hasFailed && count > 0
    ? {
        ...state,
        finishedAt,
        message: `${state.message} (retried ${count} times).`,
      }
    : { ...state, finishedAt };
}
