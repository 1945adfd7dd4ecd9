import {
  maximumHistoryEntries,
  type DeployedImage,
  type HistoryEntry,
} from '@golden-path/plugin-argocd-common';
import type { ApplicationSource, ApplicationStatus } from './applicationSchema';
import { initiatorOf } from './operationOf';
import type { SharedValues } from './SharedValues';
import { timeOf } from './timeOf';

type Entry = NonNullable<ApplicationStatus['history']>[number];

/** What {@link historyOf} reads. */
export interface HistoryOptions {
  status: ApplicationStatus | undefined;
  /** What runs now. */
  images: DeployedImage[];
  /** The revision that the cluster was compared with. */
  revision?: string;
  /** The place of the source that gives the revision. */
  sourceIndex: number;
  values: SharedValues;
}

/** The past deployments, the latest first. Images are told where Argo CD knows them: it notes revisions only. */
export function historyOf(options: HistoryOptions): HistoryEntry[] {
  const { status, images, revision, sourceIndex, values } = options;
  const entries = (status?.history ?? [])
    .toSorted((left, right) => right.id - left.id)
    .slice(0, maximumHistoryEntries);
  return entries.flatMap((entry, index) => {
    const entryRevision = revisionOf(entry, sourceIndex);
    if (!entryRevision) {
      return [];
    }
    const isRunning = index === 0 && entryRevision === revision;
    const { initiatedBy, automated } = initiatorOf(entry.initiatedBy);
    return {
      id: entry.id,
      revision: isRunning ? revision : entryRevision,
      images: isRunning ? images : overriddenImages(entry, values),
      deployedAt: timeOf(entry.deployedAt),
      initiatedBy: values.text(initiatedBy),
      automated,
    };
  });
}

/** The revision of one of the sources: those of an application with several are in a list. */
export function revisionOf(
  { revision, revisions }: { revision?: string; revisions?: string[] },
  sourceIndex: number,
): string | undefined {
  return revisions?.[sourceIndex] || revision || undefined;
}

/** `spec.source.kustomize.images` holds `name=other:tag`, `name:tag` or `name@digest`. */
function overriddenImages(
  entry: Entry,
  values: SharedValues,
): DeployedImage[] | undefined {
  const sources: ApplicationSource[] =
    entry.sources ?? (entry.source ? [entry.source] : []);
  const images = sources
    .flatMap(({ kustomize }) => kustomize?.images ?? [])
    .map(override => values.image(override.slice(override.indexOf('=') + 1)))
    .filter(({ tag, digest }) => tag || digest);
  return images.length > 0 ? images : undefined;
}
