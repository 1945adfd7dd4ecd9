import type { SyncOperation } from './application.ts';

/** Marks the sync of a version that ran before the newest, so that there is one to come from. */
export const replayInfo = {
  name: 'Reason',
  value: 'Ran before the newest version',
};

/** Whether nobody asked for this sync: it stands for one from before this Argo CD was there. */
export function isReplay({ info }: SyncOperation): boolean {
  return Boolean(info?.some(({ value }) => value === replayInfo.value));
}
