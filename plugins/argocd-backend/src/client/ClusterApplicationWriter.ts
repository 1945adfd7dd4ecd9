import { ConflictError, NotFoundError } from '@backstage/errors';
import type {
  ApplicationAddress,
  ApplicationWriter,
  RollBackRequest,
  SyncRequest,
  WriterOptions,
} from './ApplicationWriter';
import {
  ClusterApplications,
  missingApplication,
  type ApplicationChange,
  type ClusterApplicationsOptions,
  type ReadApplication,
} from './ClusterApplications';
import { isOwnOperation, refuseForeignOperation } from './foreignOperation';
import type { LiveApplication } from './LiveApplication';
import { operationInfo, refreshAnnotation } from './projectLiveApplication';

/** Another operation may begin or end between reading and writing. */
const attempts = 5;

/**
 * Changes the Application resources of one Argo CD, as its own API server does: a sync is asked for by the field
 * `operation`, which the controller takes over.
 * https://github.com/argoproj/argo-cd/blob/v3.2.0/server/application/application.go (Sync, Rollback, TerminateOperation)
 */
export class ClusterApplicationWriter implements ApplicationWriter {
  readonly #applications: ClusterApplications;
  readonly #instance: ClusterApplicationsOptions['instance'];

  static create(options: ClusterApplicationsOptions): ClusterApplicationWriter {
    return new ClusterApplicationWriter(options);
  }

  private constructor(options: ClusterApplicationsOptions) {
    this.#applications = ClusterApplications.create(options);
    this.#instance = options.instance;
  }

  /** {@inheritDoc ApplicationWriter.read} */
  async read(
    address: ApplicationAddress,
    options: WriterOptions = {},
  ): Promise<LiveApplication | undefined> {
    return (await this.#applications.find(address, options))?.live;
  }

  /** {@inheritDoc ApplicationWriter.refresh} */
  async refresh(
    address: ApplicationAddress,
    options: WriterOptions = {},
  ): Promise<void> {
    const annotations = { [refreshAnnotation]: 'normal' };
    await this.#applications.merge(
      address,
      { metadata: { annotations } },
      options,
    );
  }

  /** {@inheritDoc ApplicationWriter.sync} */
  async sync(
    address: ApplicationAddress,
    request: SyncRequest,
    options: WriterOptions = {},
  ): Promise<void> {
    const { revision, prune, dryRun } = request;
    await this.#change(address, options, read =>
      this.#operation(read, request, {
        ...(revision && { revision }),
        prune,
        dryRun,
        syncStrategy: { hook: {} },
      }),
    );
  }

  /** {@inheritDoc ApplicationWriter.rollBack} */
  async rollBack(
    address: ApplicationAddress,
    request: RollBackRequest,
    options: WriterOptions = {},
  ): Promise<void> {
    await this.#change(address, options, read => {
      const entry = read.object.status?.history?.find(
        ({ id }) => id === request.historyId,
      );
      if (!entry) {
        throw new NotFoundError(
          `The history of ${address.name} no longer has the deployment ${request.historyId}.`,
        );
      }
      const { revision, revisions, source, sources } = entry;
      return this.#operation(read, request, {
        ...(revisions ? { revisions } : { revision }),
        ...(sources ? { sources } : { source }),
        syncStrategy: { apply: {} },
      });
    });
  }

  /** {@inheritDoc ApplicationWriter.terminate} */
  async terminate(
    address: ApplicationAddress,
    { startedAt }: { readonly startedAt: string },
    options: WriterOptions = {},
  ): Promise<void> {
    await this.#change(address, options, ({ live: { operation } }) =>
      operation?.state === 'running' && operation.startedAt === startedAt
        ? {
            op: 'replace',
            path: '/status/operationState/phase',
            value: 'Terminating',
          }
        : undefined,
    );
  }

  #operation(
    { live, object }: ReadApplication,
    { operationId, requestedBy }: SyncRequest | RollBackRequest,
    sync: object,
  ): ApplicationChange | undefined {
    if (isOwnOperation(live.operation, operationId)) {
      return undefined;
    }
    refuseForeignOperation(live.application.name, live.operation);
    const { syncOptions, retry } = object.spec.syncPolicy ?? {};
    return {
      op: 'add',
      path: '/operation',
      value: {
        initiatedBy: { username: requestedBy },
        info: [{ name: operationInfo, value: operationId }],
        sync: { ...sync, ...(syncOptions && { syncOptions }) },
        ...(retry && { retry }),
      },
    };
  }

  /** Decides by what is there, and writes only where that is still what is there. */
  async #change(
    address: ApplicationAddress,
    options: WriterOptions,
    changeFor: (read: ReadApplication) => ApplicationChange | undefined,
  ): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      options.signal?.throwIfAborted();
      const read = await this.#applications.find(address, options);
      if (!read) {
        throw missingApplication(this.#instance, address);
      }
      const change = changeFor(read);
      if (!change) {
        return;
      }
      try {
        await this.#applications.change(address, { read, change }, options);
        return;
      } catch (error) {
        const isOutdated = error instanceof ConflictError;
        if (!isOutdated || attempt === attempts) {
          throw error;
        }
      }
    }
  }
}
