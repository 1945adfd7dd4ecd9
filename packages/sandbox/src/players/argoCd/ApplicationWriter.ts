import type { ClusterClient } from '../../cluster/ClusterClient.ts';
import {
  applicationResource,
  refreshAnnotation,
  type Application,
  type ApplicationStatus,
  type OperationState,
  type SyncOperation,
} from './application.ts';
import { mergePatch } from './applicationStatus.ts';
import { isOver } from './operationStep.ts';
import { isReplay } from './replayedSync.ts';

const withoutRefresh = {
  metadata: { annotations: { [refreshAnnotation]: null } },
};

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

  /** Writes the status that an application has by now; it answers a request to refresh, if there was one. */
  async write(
    application: Application,
    status: ApplicationStatus,
  ): Promise<Application> {
    const patch = mergePatch(application.status ?? {}, status);
    const hasChanges = Object.keys(patch ?? {}).length > 0;
    const isAsked =
      refreshAnnotation in (application.metadata?.annotations ?? {});
    return isAsked || hasChanges
      ? this.#merge(application, {
          ...(isAsked ? withoutRefresh : {}),
          status: patch,
        })
      : application;
  }

  /** Asks for an operation as Argo CD's own server does: nothing of the one before is left. */
  async request(
    application: Application,
    operation: SyncOperation,
  ): Promise<Application> {
    return this.#merge(application, {
      operation,
      status: { operationState: null },
    });
  }

  /**
   * Writes how an operation is getting on. As in Argo CD, this is merged into the state before: who asks for an operation
   * without removing that state finds parts of it in the new one.
   * @see https://github.com/argoproj/argo-cd/blob/v3.5.1/controller/appcontroller.go (setOperationState)
   */
  async writeOperation(
    application: Application,
    operationState: OperationState,
    outcome: Pick<ApplicationStatus, 'history' | 'resources'> = {},
  ): Promise<Application> {
    const isDone =
      isOver(operationState.phase) && !isReplay(operationState.operation);
    const hadEnded = application.status?.operationState?.finishedAt;
    return this.#merge(application, {
      ...(isDone ? { operation: null } : {}),
      status: {
        operationState: {
          ...(hadEnded ? { finishedAt: null } : {}),
          ...operationState,
        },
        ...outcome,
      },
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
