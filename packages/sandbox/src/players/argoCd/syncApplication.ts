import {
  isRefusal,
  messageOf,
  type ClusterClient,
  type ObjectReference,
} from '../../cluster/ClusterClient.ts';
import type {
  Application,
  SyncedResource,
  SyncOperation,
} from './application.ts';
import {
  fieldManager,
  groupOf,
  obsoleteResources,
  ownedManifest,
  referenceTo,
} from './comparison.ts';
import type { Manifest } from './ManifestRenderer.ts';

/** How a sync ended. */
export interface SyncOutcome {
  readonly phase: 'Succeeded' | 'Failed' | 'Error';
  readonly message: string;
  readonly resources: readonly SyncedResource[];
}

export interface SyncOptions {
  readonly client: ClusterClient;
  readonly application: Application;
  readonly operation: SyncOperation;
  readonly manifests: readonly Manifest[];
}

function synced(
  reference: ObjectReference,
  status: SyncedResource['status'],
  message: string,
): SyncedResource {
  const { apiVersion, kind, namespace = '', name } = reference;
  const group = groupOf(apiVersion);
  const version = apiVersion.slice(group ? group.length + 1 : 0);
  return {
    group,
    version,
    kind,
    namespace,
    name,
    status,
    syncPhase: 'Sync',
    message,
  };
}

/** Whether the operation is about an object: about all, unless it names some. */
function isWanted(
  { sync }: SyncOperation,
  { apiVersion, kind, namespace, name }: ObjectReference,
): boolean {
  return (
    !sync?.resources?.length ||
    sync.resources.some(
      wanted =>
        (wanted.group ?? '') === groupOf(apiVersion) &&
        wanted.kind === kind &&
        wanted.name === name &&
        (!wanted.namespace || wanted.namespace === namespace),
    )
  );
}

async function createNamespace({
  client,
  application,
  operation,
}: SyncOptions): Promise<void> {
  const { destination, syncPolicy } = application.spec;
  const options = operation.sync?.syncOptions ?? syncPolicy?.syncOptions;
  if (options?.includes('CreateNamespace=true') && destination.namespace) {
    await client.apply(
      {
        apiVersion: 'v1',
        kind: 'Namespace',
        metadata: { name: destination.namespace },
      },
      { fieldManager },
    );
  }
}

async function applyAll(
  { client, application, operation, manifests }: SyncOptions,
  dryRun: boolean,
): Promise<SyncedResource[]> {
  const resources: SyncedResource[] = [];
  for (const manifest of manifests) {
    const owned = ownedManifest(application, manifest);
    const reference = referenceTo(owned);
    if (!isWanted(operation, reference)) {
      continue;
    }
    const { kind, name } = reference;
    try {
      await client.apply(owned, { fieldManager, dryRun });
      const message = `${kind.toLowerCase()}/${name} serverside-applied`;
      resources.push(
        synced(reference, 'Synced', dryRun ? `${message} (dry run)` : message),
      );
    } catch (error) {
      // Without an answer of the API server it is not known how the sync went: it is done again.
      if (!isRefusal(error)) {
        throw error;
      }
      resources.push(synced(reference, 'SyncFailed', messageOf(error)));
    }
  }
  return resources;
}

async function prune({
  client,
  application,
  operation,
  manifests,
}: SyncOptions): Promise<SyncedResource[]> {
  const { prune: isPruning, dryRun } = operation.sync ?? {};
  const wanted = manifests.map(manifest =>
    referenceTo(ownedManifest(application, manifest)),
  );
  const resources: SyncedResource[] = [];
  const obsolete = await obsoleteResources(client, application, wanted);
  for (const { reference } of obsolete) {
    if (!isWanted(operation, reference)) {
      continue;
    }
    if (!isPruning) {
      const message = 'ignored (requires pruning)';
      resources.push(synced(reference, 'PruneSkipped', message));
      continue;
    }
    if (!dryRun) {
      await client.delete(reference);
    }
    const message = dryRun ? 'pruned (dry run)' : 'pruned';
    resources.push(synced(reference, 'Pruned', message));
  }
  return resources;
}

/**
 * Applies what Git wants and, where asked, deletes what it no longer wants. All is tried before anything is changed; a
 * dry run ends there.
 * @see https://github.com/argoproj/argo-cd/blob/v3.5.1/gitops-engine/pkg/sync/sync_context.go
 */
export async function syncApplication(
  options: SyncOptions,
): Promise<SyncOutcome> {
  const isDryRun = options.operation.sync?.dryRun ?? false;
  if (!isDryRun) {
    await createNamespace(options);
  }
  const isFailed = ({ status }: SyncedResource) => status === 'SyncFailed';
  const tried = await applyAll(options, true);
  if (tried.some(isFailed)) {
    return {
      phase: 'Failed',
      message: 'one or more objects failed to apply (dry run)',
      resources: isDryRun ? tried : tried.filter(isFailed),
    };
  }
  const resources = isDryRun ? tried : await applyAll(options, false);
  const reasons = resources.filter(isFailed).map(({ message }) => message);
  if (reasons.length) {
    return {
      phase: 'Failed',
      message: `one or more objects failed to apply, reason: ${reasons.join(
        ',',
      )}`,
      resources,
    };
  }
  return {
    phase: 'Succeeded',
    message: 'successfully synced (all tasks run)',
    resources: [...resources, ...(await prune(options))],
  };
}
