import type { Application, OperationState } from './application.ts';
import { isReplay } from './replayedSync.ts';
import { nextRetryAt } from './nextRetryAt.ts';

/** How long a sync runs at least, so that people see it and can terminate it. */
export const shortestSync = 1500;

/** What is to be done next about the operation of an application. */
export type OperationStep =
  | 'none'
  | 'begin'
  | 'wait'
  | 'sync'
  | 'retry'
  | 'end';

/** Whether an operation is over, however it went. */
export function isOver(phase: OperationState['phase']): boolean {
  return phase !== 'Running' && phase !== 'Terminating';
}

/**
 * The next step of an operation. What runs goes on as the status has it, whatever `operation` says meanwhile: a second
 * request is not kept, and is removed together with the first when that ends.
 * @see https://github.com/argoproj/argo-cd/blob/v3.5.1/controller/appcontroller.go (processRequestedAppOperation)
 */
export function operationStep(
  { operation, status }: Pick<Application, 'operation' | 'status'>,
  now: Date,
): OperationStep {
  const state = status?.operationState;
  const isRunning = state && !isOver(state.phase);
  // Without the request nobody looks at the state again, so it stays as it is.
  if (!operation && !(isRunning && isReplay(state.operation))) {
    return 'none';
  }
  if (!isRunning) {
    return 'begin';
  }
  if (state.phase === 'Terminating') {
    return 'end';
  }
  if (state.finishedAt) {
    const { retry } = state.operation;
    const failedAt = new Date(state.finishedAt);
    return now < nextRetryAt(retry, failedAt, state.retryCount ?? 0)
      ? 'wait'
      : 'retry';
  }
  return now.getTime() - Date.parse(state.startedAt) < shortestSync
    ? 'wait'
    : 'sync';
}
