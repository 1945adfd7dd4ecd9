import {
  versionOf,
  type HistoryEntry,
} from '@golden-path/plugin-argocd-common';

/** The version that ran then, as people call it. */
export function historyVersionOf({
  images,
  revision,
}: Pick<HistoryEntry, 'images' | 'revision'>): string {
  return versionOf({
    images: images ?? [],
    sync: { status: 'Synced', revision },
    health: { status: 'Unknown' },
  });
}
