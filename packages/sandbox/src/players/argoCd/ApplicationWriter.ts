import type { ClusterClient } from '../../cluster/ClusterClient.ts';
import {
  applicationResource,
  refreshAnnotation,
  type Application,
  type ApplicationStatus,
} from './application.ts';
import { mergePatch } from './applicationStatus.ts';

/** A request to the player that its next write removes, because it is done. */
export type HandledRequest = 'operation' | 'refresh';

const removals = {
  operation: { operation: null },
  refresh: { metadata: { annotations: { [refreshAnnotation]: null } } },
} satisfies Record<HandledRequest, object>;

/** Writes the status of applications, as a change of the whole object, and only where something changed. */
export class ApplicationWriter {
  readonly #client: ClusterClient;
  readonly #versions = new Map<string, bigint>();

  constructor(client: ClusterClient) {
    this.#client = client;
  }

  /** Whether this is an older state than the one that was written last: the watch is a moment behind. */
  isOutdated(application: Application): boolean {
    const { uid = '', resourceVersion = '0' } = application.metadata ?? {};
    return BigInt(resourceVersion) < (this.#versions.get(uid) ?? 0n);
  }

  async write(
    application: Application,
    status: ApplicationStatus,
    handled?: HandledRequest,
  ): Promise<Application> {
    const patch = mergePatch(application.status ?? {}, status);
    const hasChanges = Object.keys(patch ?? {}).length > 0;
    if (!handled && !hasChanges) {
      return application;
    }
    return this.#merge(application, {
      ...(handled ? removals[handled] : {}),
      status: patch,
    });
  }

  async removeFinalizers(
    application: Application,
    isRemoved: (finalizer: string) => boolean,
  ): Promise<void> {
    const kept = application.metadata?.finalizers?.filter(
      finalizer => !isRemoved(finalizer),
    );
    await this.#merge(application, { metadata: { finalizers: kept } });
  }

  async #merge(application: Application, patch: object): Promise<Application> {
    const { uid = '', name = '', namespace = '' } = application.metadata ?? {};
    const written = await this.#client.merge<Application>(
      { ...applicationResource, name, namespace },
      patch,
    );
    const version = written.metadata?.resourceVersion ?? '0';
    this.#versions.set(uid, BigInt(version));
    return written;
  }
}
