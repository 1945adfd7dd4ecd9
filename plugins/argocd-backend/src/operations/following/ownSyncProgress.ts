import type { LiveApplication } from '../../client/LiveApplication';
import type { Progress } from './Progress';

/** How the sync stands that an operation of the portal has asked for. */
export function ownSyncProgress(
  { operation }: Pick<LiveApplication, 'operation'>,
  operationId: string,
): Progress {
  if (operation?.operationId !== operationId) {
    return {
      type: 'failed',
      message:
        'Another sync has taken its place: look at the application in Argo CD.',
    };
  }
  const { state, message } = operation;
  switch (state) {
    case 'requested':
      return { type: 'waiting', message: 'Waits for Argo CD to begin.' };
    case 'running':
    case 'terminating':
      return { type: 'waiting', message: message ?? 'Argo CD syncs it.' };
    case 'failed':
      return {
        type: 'failed',
        message: message ? `The sync failed: ${message}` : 'The sync failed.',
      };
    default:
      return {
        type: 'done',
        message: operation.isDryRun
          ? 'The cluster would accept everything; nothing was changed.'
          : 'Synced.',
      };
  }
}
