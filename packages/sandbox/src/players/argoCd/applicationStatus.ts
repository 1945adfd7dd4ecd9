import { isDeepStrictEqual } from 'node:util';
import type { KubernetesObject } from '@kubernetes/client-node';
import type {
  Application,
  ApplicationCondition,
  ApplicationStatus,
  Health,
  HistoryEntry,
  OperationState,
  ResourceStatus,
  SyncStatusCode,
} from './application.ts';
import { revisionsOf } from './applicationSources.ts';
import type { ComparedResource } from './comparison.ts';
import { externalUrls } from './externalUrls.ts';
import { isReplay } from './replayedSync.ts';
import { resourceHealth, worstHealth } from './resourceHealth.ts';
import { syncErrors } from './syncErrors.ts';

/** A time as Kubernetes writes it: to the second. */
export function timestamp(date: Date): string {
  return date.toISOString().replace(/\.\d+Z$/, 'Z');
}

/** The health, with the time since when it is so. */
export function healthSince(
  application: Application,
  health: Health,
  now: Date,
): ApplicationStatus['health'] {
  const before = application.status?.health;
  const since =
    before?.status === health.status ? before.lastTransitionTime : undefined;
  return { ...health, lastTransitionTime: since ?? timestamp(now) };
}

/** Conditions, each with the time since when it is so. */
export function conditionsSince(
  application: Application,
  conditions: readonly ApplicationCondition[],
  now: Date,
): ApplicationCondition[] {
  return conditions.map(condition => {
    const before = application.status?.conditions?.find(
      ({ type, message }) =>
        type === condition.type && message === condition.message,
    );
    return {
      ...condition,
      lastTransitionTime: before?.lastTransitionTime ?? timestamp(now),
    };
  });
}

function comparedTo(application: Application): object {
  const { source, sources, destination, ignoreDifferences } = application.spec;
  return {
    ...(sources?.length ? { sources } : { source }),
    destination,
    ...(ignoreDifferences ? { ignoreDifferences } : {}),
  };
}

function syncStatusOf(resources: readonly ComparedResource[]): SyncStatusCode {
  return resources.every(({ status }) => status === 'Synced')
    ? 'Synced'
    : 'OutOfSync';
}

function resourceStatusOf(
  resource: ComparedResource,
  live: KubernetesObject | undefined,
): ResourceStatus {
  const { apiVersion, kind, name, namespace } = resource.reference;
  const [group, version] = apiVersion.includes('/')
    ? apiVersion.split('/')
    : [undefined, apiVersion];
  const health: Health | undefined = live
    ? resourceHealth(live)
    : { status: 'Missing' };
  return {
    ...(group ? { group } : {}),
    version,
    kind,
    ...(namespace ? { namespace } : {}),
    name,
    status: resource.status,
    ...(health ? { health } : {}),
    ...(resource.requiresPruning ? { requiresPruning: true } : {}),
  };
}

function collectImages(value: unknown, images: Set<string>): void {
  if (Array.isArray(value)) {
    value.forEach(item => collectImages(item, images));
  } else if (value && typeof value === 'object') {
    for (const [key, inner] of Object.entries(value)) {
      if (key === 'image' && typeof inner === 'string') {
        images.add(inner);
      } else {
        collectImages(inner, images);
      }
    }
  }
}

/** What the pods of a workload run, while it has any; else what it wants to run. */
function imagesOf(
  objects: readonly KubernetesObject[],
  podImages: (object: KubernetesObject) => readonly string[],
): string[] {
  const images = new Set<string>();
  for (const object of objects) {
    const running = podImages(object);
    if (running.length) {
      running.forEach(image => images.add(image));
      continue;
    }
    // Only what a spec says: a ConfigMap may hold a field of the same name.
    collectImages('spec' in object ? object.spec : undefined, images);
  }
  return [...images].sort();
}

function summaryOf(
  objects: readonly KubernetesObject[],
  podImages: (object: KubernetesObject) => readonly string[],
) {
  const externalURLs = externalUrls(objects);
  return {
    images: imagesOf(objects, podImages),
    ...(externalURLs.length ? { externalURLs } : {}),
  };
}

/**
 * The health of an application. What is missing says nothing, as it is out of sync already, unless everything is.
 * @see https://github.com/argoproj/argo-cd/blob/master/controller/health.go (setApplicationHealth)
 */
function healthOf(resources: readonly ResourceStatus[]): Health {
  const there = resources.filter(({ health }) => health?.status !== 'Missing');
  return worstHealth(
    (there.length ? there : resources).flatMap(({ health }) => health ?? []),
  );
}

/** What a comparison of an application with a commit found. */
export interface Comparison {
  /** One per source. */
  readonly commits: readonly string[];
  readonly at: Date;
  readonly resources: readonly ComparedResource[];
  readonly sourceTypes: readonly string[];
}

/** The status of an application after a comparison, with the health that its objects have now. */
export function comparedStatus(
  application: Application,
  comparison: Comparison,
  options: {
    liveWorkload(
      reference: ComparedResource['reference'],
    ): KubernetesObject | undefined;
    /** What the pods of a workload run. */
    podImages(workload: KubernetesObject): readonly string[];
    now(): Date;
  },
): ApplicationStatus {
  const live = comparison.resources.map(
    resource => options.liveWorkload(resource.reference) ?? resource.live,
  );
  const resources = comparison.resources.map((resource, index) =>
    resourceStatusOf(resource, live[index]),
  );
  const health = healthOf(resources);
  const now = options.now();
  const status = syncStatusOf(comparison.resources);
  const failures =
    status === 'OutOfSync' ? syncErrors(application, comparison.commits) : [];
  return {
    ...application.status,
    sync: {
      status,
      ...revisionsOf(application.spec, comparison.commits),
      comparedTo: comparedTo(application),
    },
    health: healthSince(application, health, now),
    summary: summaryOf(
      live.flatMap(object => object ?? []),
      options.podImages,
    ),
    resources,
    conditions: conditionsSince(application, failures, now),
    ...(application.spec.sources?.length
      ? { sourceTypes: comparison.sourceTypes }
      : { sourceType: comparison.sourceTypes[0] }),
    reconciledAt: timestamp(comparison.at),
  };
}

/** The JSON merge patch that makes one value of another. */
export function mergePatch(before: unknown, after: unknown): unknown {
  const isObject = (value: unknown): value is Record<string, unknown> =>
    typeof value === 'object' && value !== null && !Array.isArray(value);
  if (!isObject(before) || !isObject(after)) {
    return after;
  }
  const patch: Record<string, unknown> = {};
  for (const key of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const value = after[key];
    if (value === undefined) {
      patch[key] = null;
    } else if (!isDeepStrictEqual(before[key], value)) {
      patch[key] = mergePatch(before[key], value);
    }
  }
  return patch;
}

/** As many as Argo CD keeps unless told otherwise. */
const defaultHistoryLimit = 10;

/**
 * The history of an application after an operation; the oldest deployments are dropped. Only what changed the whole of
 * it is one.
 * @see https://github.com/argoproj/argo-cd/blob/v3.5.1/controller/sync.go (SyncAppState, persistRevisionHistory)
 */
export function historyWith(
  application: Application,
  state: OperationState,
): readonly HistoryEntry[] | undefined {
  const { history = [] } = application.status ?? {};
  const { syncResult, operation, startedAt, finishedAt } = state;
  if (
    state.phase !== 'Succeeded' ||
    !syncResult ||
    isReplay(operation) ||
    operation.sync?.dryRun ||
    operation.sync?.resources?.length
  ) {
    return application.status?.history;
  }
  const { resources: _, ...deployed } = syncResult;
  const entry: HistoryEntry = {
    id: (history.at(-1)?.id ?? -1) + 1,
    ...deployed,
    deployStartedAt: startedAt,
    deployedAt: finishedAt ?? startedAt,
    initiatedBy: operation.initiatedBy ?? {},
  };
  const limit = application.spec.revisionHistoryLimit ?? defaultHistoryLimit;
  return limit > 0 ? [...history, entry].slice(-limit) : [];
}
