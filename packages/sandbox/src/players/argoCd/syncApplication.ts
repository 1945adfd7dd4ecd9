import {
  isRefusal,
  messageOf,
  type ClusterClient,
  type ObjectReference,
} from '../../cluster/ClusterClient.ts';
import type { Application, SyncOperation } from './application.ts';
import {
  fieldManager,
  obsoleteResources,
  ownedManifest,
  referenceTo,
} from './comparison.ts';
import type { Manifest } from './ManifestRenderer.ts';

/** How one object fared. */
export interface SyncedResource {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  readonly status: 'Synced' | 'SyncFailed' | 'Pruned';
  readonly syncPhase: 'Sync';
  readonly message: string;
}

/** How a sync ended. */
export interface SyncOutcome {
  readonly phase: 'Succeeded' | 'Failed';
  readonly message: string;
  readonly resources: readonly SyncedResource[];
}

function synced(
  reference: ObjectReference,
  status: SyncedResource['status'],
  message: string,
): SyncedResource {
  const { apiVersion, kind, namespace = '', name } = reference;
  const [group, version] = apiVersion.includes('/')
    ? apiVersion.split('/')
    : ['', apiVersion];
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

async function createNamespace(
  client: ClusterClient,
  application: Application,
): Promise<void> {
  const { destination, syncPolicy } = application.spec;
  const wanted = syncPolicy?.syncOptions?.includes('CreateNamespace=true');
  if (wanted && destination.namespace) {
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

/** Applies what Git wants and, where asked, deletes what it no longer wants. */
export async function syncApplication(options: {
  client: ClusterClient;
  application: Application;
  operation: SyncOperation;
  manifests: readonly Manifest[];
}): Promise<SyncOutcome> {
  const { client, application, operation, manifests } = options;
  await createNamespace(client, application);
  const resources: SyncedResource[] = [];
  for (const manifest of manifests) {
    const owned = ownedManifest(application, manifest);
    const reference = referenceTo(owned);
    try {
      await client.apply(owned, { fieldManager });
      const message = `${reference.kind.toLowerCase()}/${
        reference.name
      } serverside-applied`;
      resources.push(synced(reference, 'Synced', message));
    } catch (error) {
      // Without an answer of the API server it is not known how the sync went: it is done again.
      if (!isRefusal(error)) {
        throw error;
      }
      resources.push(synced(reference, 'SyncFailed', messageOf(error)));
    }
  }
  const failed = resources.find(({ status }) => status === 'SyncFailed');
  if (failed) {
    return {
      phase: 'Failed',
      message: `one or more objects failed to apply, reason: ${failed.message}`,
      resources,
    };
  }
  if (operation.sync?.prune) {
    const wanted = manifests.map(manifest =>
      referenceTo(ownedManifest(application, manifest)),
    );
    const obsolete = await obsoleteResources(client, application, wanted);
    for (const { reference } of obsolete) {
      await client.delete(reference);
      resources.push(synced(reference, 'Pruned', 'pruned'));
    }
  }
  return {
    phase: 'Succeeded',
    message: 'successfully synced (all tasks run)',
    resources,
  };
}
