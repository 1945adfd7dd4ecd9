import { isUnderWay } from '../../client/foreignOperation';
import type { LiveApplication } from '../../client/LiveApplication';
import type { Progress } from './Progress';

/** What {@link syncProgress} looks at. */
export interface SyncSituation {
  readonly live: Pick<
    LiveApplication,
    'application' | 'isAutomated' | 'operation' | 'sources'
  >;
  /** The place of the source that was written. */
  readonly sourceIndex: number;
  /** Whether a commit is the one that was written, or a later one that has it unchanged. */
  readonly isWanted: (revision: string) => boolean;
  /** What people call it. */
  readonly version: string;
}

/** Whether the cluster has been told what was written to Git. */
export function syncProgress(situation: SyncSituation): Progress {
  const { live, sourceIndex, isWanted, version } = situation;
  const { isAutomated, application } = live;
  const operation = live.operation?.isDryRun ? undefined : live.operation;
  const appliesWanted = operation?.revisions.some(isWanted) ?? false;
  if (operation && isUnderWay(operation)) {
    const own =
      operation.state === 'requested'
        ? `Waits for Argo CD to begin with ${version}.`
        : `Argo CD applies ${version}.`;
    return {
      type: 'waiting',
      message: appliesWanted
        ? own
        : 'Another sync is running; it has to end first.',
    };
  }
  const compared = live.sources[sourceIndex]?.revision;
  const isCompared = compared !== undefined && isWanted(compared);
  const isSynced = isCompared && application.sync.status === 'Synced';
  if (operation?.state === 'failed' && appliesWanted && !isSynced) {
    return {
      type: 'failed',
      message: operation.message
        ? `The sync failed: ${operation.message}`
        : 'The sync failed.',
    };
  }
  if (isSynced) {
    return { type: 'done', message: `The cluster has ${version}.` };
  }
  if (operation?.state === 'succeeded' && appliesWanted) {
    return {
      type: 'done',
      message: `The cluster has ${version}.`,
    };
  }
  if (!isCompared) {
    return {
      type: 'waiting',
      message: `Argo CD has not seen ${version} yet.`,
    };
  }
  return {
    type: 'waiting',
    message: isAutomated
      ? `Argo CD has seen ${version} and is about to apply it.`
      : `${version} waits for a sync.`,
  };
}
