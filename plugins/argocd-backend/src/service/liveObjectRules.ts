import type {
  DeploymentEvent,
  Resource,
} from '@golden-path/plugin-argocd-common';
import type { Application, ManagedResource } from '../client/Application';
import type { LiveEvent } from '../client/projectEvent';
import type {
  LiveCollectionName,
  LiveObject,
} from '../client/projectLiveObject';

/** What each kind of object makes, directly and by what it makes. */
const collectionsOfKind: Readonly<
  Record<string, readonly LiveCollectionName[]>
> = {
  'apps/Deployment': ['replicasets', 'pods'],
  'argoproj.io/Rollout': ['replicasets', 'pods'],
  'apps/ReplicaSet': ['pods'],
  'apps/StatefulSet': ['pods'],
  'apps/DaemonSet': ['pods'],
  'batch/CronJob': ['jobs', 'pods'],
  'batch/Job': ['pods'],
};

const maximumNamespaces = 5;
const maximumObjects = 2_000;
const maximumEvents = 200;

/** Where the objects of an application make others, and which. */
export function placesOf(
  application: Application,
): { namespace: string; collections: LiveCollectionName[] }[] {
  const places = new Map<string, Set<LiveCollectionName>>();
  // Its events are asked for in any case.
  places.set(application.destinationNamespace, new Set());
  for (const resource of application.resources) {
    const collections = collectionsOfKind[`${resource.group}/${resource.kind}`];
    if (collections) {
      const { namespace } = resource;
      const known = places.get(namespace) ?? new Set();
      collections.forEach(collection => known.add(collection));
      places.set(namespace, known);
    }
  }
  return [...places]
    .slice(0, maximumNamespaces)
    .map(([namespace, collections]) => ({
      namespace,
      collections: [...collections],
    }));
}

/**
 * The objects that those of an application made. An Application does not tell the uids of its objects: kind and name of
 * the owner tell who made what.
 */
export function childrenIn(
  application: Application,
  objects: LiveObject[],
): Resource[] {
  const parents = new Map<string, string>();
  for (const resource of application.resources) {
    parents.set(ownerKey(resource), idOf(resource));
  }
  const managed = new Set(parents.values());
  const children: Resource[] = [];
  // Pods come last: some of their owners are made as well.
  const sorted = objects.toSorted(
    (left, right) => rankOf(left.resource) - rankOf(right.resource),
  );
  for (const { owner, resource } of sorted) {
    const { namespace } = resource;
    const parentId = parents.get(ownerKey({ ...owner, namespace }));
    if (parentId && !managed.has(resource.id)) {
      children.push({ ...resource, parentId });
      parents.set(ownerKey(resource), resource.id);
    }
  }
  return children.slice(0, maximumObjects);
}

/** The events about an application and its objects, the latest first. */
export function eventsAbout(
  application: Application,
  children: Resource[],
  events: LiveEvent[],
): DeploymentEvent[] {
  const { name, namespace, resources } = application;
  const meant = new Set([
    ...[...resources, ...children].map(ownerKey),
    ownerKey({ kind: 'Application', namespace, name }),
  ]);
  const found = new Map(
    events
      .filter(({ event, namespace: place }) =>
        meant.has(ownerKey({ ...event.object, namespace: place })),
      )
      .map(({ event }) => [event.id, event]),
  );
  return [...found.values()]
    .toSorted((left, right) => timeOf(right) - timeOf(left))
    .slice(0, maximumEvents);
}

function rankOf({ kind }: Resource): number {
  return kind === 'Pod' ? 1 : 0;
}

function ownerKey(object: {
  kind: string;
  namespace: string;
  name: string;
}): string {
  return `${object.kind}/${object.namespace}/${object.name}`;
}

function idOf({ group, kind, namespace, name }: ManagedResource): string {
  return `${group}/${kind}/${namespace}/${name}`;
}

function timeOf({ lastSeen }: DeploymentEvent): number {
  return lastSeen ? Date.parse(lastSeen) : 0;
}
