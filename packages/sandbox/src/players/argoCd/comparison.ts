import { isDeepStrictEqual } from 'node:util';
import type { KubernetesObject } from '@kubernetes/client-node';
import {
  isRefusal,
  type ClusterClient,
  type ObjectReference,
} from '../../cluster/ClusterClient.ts';
import {
  trackingAnnotation,
  type Application,
  type IgnoredDifference,
  type ResourceStatus,
} from './application.ts';
import type { Manifest } from './ManifestRenderer.ts';

/** Who applies the resources of applications. */
export const fieldManager = 'argocd-controller';

const clusterKinds = new Set([
  'ClusterRole',
  'ClusterRoleBinding',
  'CustomResourceDefinition',
  'Namespace',
]);

/** An object that an application wants, or has and no longer wants, and what the cluster has of it. */
export interface ComparedResource {
  readonly reference: ObjectReference;
  readonly status: 'Synced' | 'OutOfSync';
  readonly live?: KubernetesObject;
  readonly requiresPruning?: true;
}

/** The group of an API version; empty for the core. */
export function groupOf(apiVersion: string): string {
  return apiVersion.includes('/') ? apiVersion.split('/')[0] : '';
}

/** Group, kind, namespace and name: what stays the same when the version of an API changes. */
export function resourceKey(reference: ObjectReference): string {
  const { apiVersion, kind, namespace = '', name } = reference;
  return `${groupOf(apiVersion)}/${kind}:${namespace}/${name}`;
}

/** The object that an entry of an application's status names. */
export function referenceOf(resource: ResourceStatus): ObjectReference {
  const { group, version, kind, name, namespace } = resource;
  const apiVersion = group ? `${group}/${version}` : version;
  return { apiVersion, kind, name, namespace };
}

/** The object that a manifest describes. */
export function referenceTo(manifest: Manifest): ObjectReference {
  const { apiVersion, kind, metadata } = manifest;
  return {
    apiVersion,
    kind,
    name: metadata.name,
    namespace: metadata.namespace,
  };
}

/** The manifest as it is applied: in the namespace of the application, and marked as its own. */
export function ownedManifest(
  application: Application,
  manifest: Manifest,
): Manifest {
  const { metadata } = manifest;
  const namespace = clusterKinds.has(manifest.kind)
    ? undefined
    : metadata.namespace ?? application.spec.destination.namespace;
  const placed = { ...manifest, metadata: { ...metadata, namespace } };
  const key = resourceKey(referenceTo(placed));
  return {
    ...placed,
    metadata: {
      ...placed.metadata,
      annotations: {
        ...metadata.annotations,
        [trackingAnnotation]: `${application.metadata?.name}:${key}`,
      },
    },
  };
}

/** Whether an object carries the mark of an application. */
export function isOwnedBy(
  object: KubernetesObject,
  application: Application,
): boolean {
  const mark = object.metadata?.annotations?.[trackingAnnotation] ?? '';
  return mark.startsWith(`${application.metadata?.name}:`);
}

function withoutPointer(value: unknown, path: readonly string[]): unknown {
  const [key, ...rest] = path;
  if (!value || typeof value !== 'object' || key === undefined) {
    return value;
  }
  const entries = Object.entries(value).flatMap(([name, inner]) => {
    if (name !== key) {
      return [[name, inner]];
    }
    return rest.length ? [[name, withoutPointer(inner, rest)]] : [];
  });
  return Object.fromEntries(entries);
}

function comparable(
  object: KubernetesObject,
  ignored: readonly IgnoredDifference[],
): unknown {
  const group = groupOf(object.apiVersion ?? '');
  const pointers = ignored
    .filter(
      rule =>
        rule.kind === object.kind &&
        (rule.group ?? '') === group &&
        (rule.name ?? object.metadata?.name) === object.metadata?.name,
    )
    .flatMap(rule => rule.jsonPointers ?? []);
  return [
    '/metadata/managedFields',
    '/metadata/resourceVersion',
    '/metadata/generation',
    // Written by others, also between the two readings that are compared; it is not what Git says.
    '/status',
    ...pointers,
  ].reduce<unknown>(
    (value, pointer) =>
      withoutPointer(
        value,
        pointer
          .slice(1)
          .split('/')
          .map(part => part.replaceAll('~1', '/').replaceAll('~0', '~')),
      ),
    object,
  );
}

async function compareManifest(
  client: Pick<ClusterClient, 'apply' | 'read'>,
  application: Application,
  manifest: Manifest,
): Promise<ComparedResource> {
  const owned = ownedManifest(application, manifest);
  const reference = referenceTo(owned);
  const live = await client.read(reference);
  if (!live) {
    return { reference, status: 'OutOfSync' };
  }
  // The API server itself says what would come of it, so defaults and other managers' fields are no differences.
  const predicted = await client
    .apply(owned, { fieldManager, dryRun: true })
    .catch(error => {
      if (isRefusal(error)) {
        return undefined;
      }
      throw error;
    });
  if (!predicted) {
    return { reference, live, status: 'OutOfSync' };
  }
  const ignored = application.spec.ignoreDifferences ?? [];
  const same = isDeepStrictEqual(
    comparable(predicted, ignored),
    comparable(live, ignored),
  );
  return { reference, live, status: same ? 'Synced' : 'OutOfSync' };
}

/** The objects that the application still has and no longer wants. */
export async function obsoleteResources(
  client: Pick<ClusterClient, 'apply' | 'read'>,
  application: Application,
  wanted: readonly ObjectReference[],
): Promise<ComparedResource[]> {
  const keys = new Set(wanted.map(resourceKey));
  const obsolete: ComparedResource[] = [];
  for (const resource of application.status?.resources ?? []) {
    const reference = referenceOf(resource);
    const live = keys.has(resourceKey(reference))
      ? undefined
      : await client.read(reference);
    if (live && isOwnedBy(live, application)) {
      const status = 'OutOfSync';
      obsolete.push({ reference, live, status, requiresPruning: true });
    }
  }
  return obsolete;
}

/** Compares what Git wants with what the cluster has. */
export async function compareResources(
  client: Pick<ClusterClient, 'apply' | 'read'>,
  application: Application,
  manifests: readonly Manifest[],
): Promise<ComparedResource[]> {
  const compared: ComparedResource[] = [];
  for (const manifest of manifests) {
    compared.push(await compareManifest(client, application, manifest));
  }
  const wanted = compared.map(({ reference }) => reference);
  return [
    ...compared,
    ...(await obsoleteResources(client, application, wanted)),
  ];
}
