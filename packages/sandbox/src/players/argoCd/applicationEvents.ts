import type { RecordedEvent } from '../events/EventRecorder.ts';
import type { Application, OperationState } from './application.ts';

/** Who writes the events of applications, but for the syncs that people ask for. */
export const controllerName = 'argocd-application-controller';

function revisionText(state: OperationState): string {
  const { revision, revisions } = state.syncResult ?? {};
  return revisions?.join(', ') ?? revision ?? '';
}

/** What Argo CD says when the status of an application changes. */
export function statusEvents(
  before: Application,
  after: Application,
): RecordedEvent[] {
  const changed = (
    what: 'sync' | 'health',
    words: string,
    reason?: string,
  ): RecordedEvent[] => {
    const from = before.status?.[what]?.status;
    const to = after.status?.[what]?.status;
    return from && to && from !== to
      ? [
          {
            type: 'Normal',
            reason: 'ResourceUpdated',
            message: `Updated ${words} status: ${from} -> ${to}${
              reason ? ` (${reason})` : ''
            }`,
          },
        ]
      : [];
  };
  return [
    ...changed('sync', 'sync'),
    ...changed('health', 'health', after.status?.health?.message),
  ];
}

/** What Argo CD says when a sync begins, and who says it. */
export function startedEvent(
  state: OperationState,
  commits: readonly string[],
): { event: RecordedEvent; component: string } {
  const { initiatedBy } = state.operation;
  const event = (message: string): RecordedEvent => ({
    type: 'Normal',
    reason: 'OperationStarted',
    message,
  });
  return initiatedBy?.automated
    ? {
        event: event(`Initiated automated sync to '${commits.join(', ')}'`),
        component: controllerName,
      }
    : {
        event: event(
          `${initiatedBy?.username ?? 'Unknown user'} initiated sync to ${
            state.operation.sync?.revision ?? 'HEAD'
          } (${commits.join(', ')})`,
        ),
        component: 'argocd-server',
      };
}

/** What Argo CD says when a sync has ended. */
export function completedEvent(state: OperationState): RecordedEvent {
  const target = `Sync operation to ${revisionText(state)}`;
  return state.phase === 'Succeeded'
    ? {
        type: 'Normal',
        reason: 'OperationCompleted',
        message: `${target} succeeded`,
      }
    : {
        type: 'Warning',
        reason: 'OperationCompleted',
        message: `${target} failed: ${state.message}`,
      };
}
