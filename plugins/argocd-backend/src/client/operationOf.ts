import type { Operation } from '@golden-path/plugin-argocd-common';
import type { ApplicationObject } from './applicationSchema';
import { knownPhase } from './knownStatus';
import { redactMessage } from './redactMessage';
import { timeOf } from './timeOf';

/**
 * The last or the running operation of an application. The field `operation` is there from the request until the
 * controller has taken it over into `status.operationState`, and while it runs.
 * https://github.com/argoproj/argo-cd/blob/master/controller/appcontroller.go (processRequestedAppOperation)
 */
export function operationOf({
  operation: requested,
  status,
}: Pick<ApplicationObject, 'operation' | 'status'>): Operation | undefined {
  const state = status?.operationState;
  const isUnderWay =
    state?.phase === 'Running' || state?.phase === 'Terminating';
  if (requested && !isUnderWay) {
    return { phase: 'Running', ...initiatorOf(requested.initiatedBy) };
  }
  if (!state?.phase) {
    return undefined;
  }
  return {
    phase: knownPhase(state.phase),
    message: state.message ? redactMessage(state.message) : undefined,
    startedAt: timeOf(state.startedAt),
    finishedAt: timeOf(state.finishedAt),
    ...initiatorOf(state.operation?.initiatedBy),
  };
}

/** Who started an operation. Argo CD notes `automated` for its own syncs, and a user name for those of people. */
export function initiatorOf(
  initiatedBy: { username?: string; automated?: boolean } | undefined,
): { initiatedBy?: string; automated: boolean } {
  const automated = initiatedBy?.automated === true;
  return {
    initiatedBy: automated
      ? undefined
      : initiatedBy?.username?.slice(0, 200) || undefined,
    automated,
  };
}
