import {
  ConflictError,
  ForwardedError,
  NotAllowedError,
  NotFoundError,
  ServiceUnavailableError,
} from '@backstage/errors';
import {
  apiConfigurationOf,
  clusterRequestOptions,
  type ClustersService,
} from '@golden-path/plugin-platform-node';
import type { CustomObjectsApi } from '@kubernetes/client-node';
import { z } from 'zod';
import type { ClusterInstanceConfig } from '../config';
import type {
  ApplicationAddress,
  ApplicationWriter,
  RollBackRequest,
  SyncRequest,
  WriterOptions,
} from './ApplicationWriter';
import { isOwnOperation, refuseForeignOperation } from './foreignOperation';
import { lenient } from './lenient';
import type { LiveApplication } from './LiveApplication';
import {
  operationInfo,
  projectLiveApplication,
  refreshAnnotation,
} from './projectLiveApplication';

/** Options of {@link ClusterApplicationWriter.create}. */
export interface ClusterApplicationWriterOptions {
  readonly clusters: Pick<ClustersService, 'get' | 'nameOfServer'>;
  readonly instance: ClusterInstanceConfig;
}

/** Controllers write an Application all the time: what was read is often older than what is there. */
const attempts = 8;

const resource = {
  group: 'argoproj.io',
  version: 'v1alpha1',
  plural: 'applications',
} as const;

const versionedSchema = z.object({
  metadata: z.object({ resourceVersion: z.string() }),
  spec: z.object({
    syncPolicy: lenient(
      z.object({
        syncOptions: lenient(z.array(z.string())),
        retry: lenient(z.record(z.string(), z.unknown())),
      }),
    ),
  }),
  status: lenient(
    z.object({
      history: lenient(
        z.array(
          z.object({
            id: z.number(),
            revision: lenient(z.string()),
            revisions: lenient(z.array(z.string())),
            source: z.unknown(),
            sources: z.unknown(),
          }),
        ),
      ),
    }),
  ),
});

interface ReadApplication {
  readonly object: z.infer<typeof versionedSchema>;
  readonly live: LiveApplication;
}

/**
 * Changes the Application resources of one Argo CD, as its own API server does: a sync is asked for by the field
 * `operation`, which the controller takes over.
 * https://github.com/argoproj/argo-cd/blob/v3.2.0/server/application/application.go (Sync, Rollback, TerminateOperation)
 */
export class ClusterApplicationWriter implements ApplicationWriter {
  readonly #options: ClusterApplicationWriterOptions;

  static create(
    options: ClusterApplicationWriterOptions,
  ): ClusterApplicationWriter {
    return new ClusterApplicationWriter(options);
  }

  private constructor(options: ClusterApplicationWriterOptions) {
    this.#options = options;
  }

  /** {@inheritDoc ApplicationWriter.read} */
  async read(
    address: ApplicationAddress,
    options: WriterOptions = {},
  ): Promise<LiveApplication | undefined> {
    return (await this.#find(address, options))?.live;
  }

  /** {@inheritDoc ApplicationWriter.refresh} */
  async refresh(
    address: ApplicationAddress,
    options: WriterOptions = {},
  ): Promise<void> {
    const annotations = { [refreshAnnotation]: 'normal' };
    await this.#patch(address, { metadata: { annotations } }, options);
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
        ? { status: { operationState: { phase: 'Terminating' } } }
        : undefined,
    );
  }

  #operation(
    { live, object }: ReadApplication,
    { operationId, requestedBy }: SyncRequest | RollBackRequest,
    sync: object,
  ): object | undefined {
    if (isOwnOperation(live.operation, operationId)) {
      return undefined;
    }
    refuseForeignOperation(live.application.name, live.operation);
    const { syncOptions, retry } = object.spec.syncPolicy ?? {};
    return {
      operation: {
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
    patchFor: (read: ReadApplication) => object | undefined,
  ): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      options.signal?.throwIfAborted();
      const read = await this.#find(address, options);
      if (!read) {
        throw this.#missing(address);
      }
      const patch = patchFor(read);
      if (!patch) {
        return;
      }
      const { resourceVersion } = read.object.metadata;
      try {
        await this.#patch(
          address,
          { ...patch, metadata: { resourceVersion } },
          options,
        );
        return;
      } catch (error) {
        const isOutdated = error instanceof ConflictError;
        if (!isOutdated || attempt === attempts) {
          throw error;
        }
      }
    }
  }

  async #find(
    address: ApplicationAddress,
    options: WriterOptions,
  ): Promise<ReadApplication | undefined> {
    const { clusters, instance } = this.#options;
    const found = await this.#call(address, async api =>
      api.getNamespacedCustomObject(
        { ...resource, namespace: address.namespace, name: address.name },
        await clusterRequestOptions(options),
      ),
    );
    return found === undefined
      ? undefined
      : {
          object: versionedSchema.parse(found),
          live: projectLiveApplication(found, {
            instance: instance.name,
            cluster: instance.cluster,
            frontendUrl: instance.frontendUrl,
            nameOfServer: url => clusters.nameOfServer(url),
          }),
        };
  }

  async #patch(
    address: ApplicationAddress,
    body: object,
    options: WriterOptions,
  ): Promise<void> {
    const { PatchStrategy } = await import('@kubernetes/client-node');
    const patched = await this.#call(address, async api =>
      api.patchNamespacedCustomObject(
        {
          ...resource,
          namespace: address.namespace,
          name: address.name,
          body,
          fieldManager: 'golden-path-portal',
        },
        await clusterRequestOptions({
          ...options,
          contentType: PatchStrategy.MergePatch,
        }),
      ),
    );
    if (patched === undefined) {
      throw this.#missing(address);
    }
  }

  /** `undefined` where there is no such application. */
  async #call(
    { name, namespace }: ApplicationAddress,
    call: (api: CustomObjectsApi) => Promise<unknown>,
  ): Promise<unknown> {
    const { cluster } = this.#options.instance;
    const { ApiException, CustomObjectsApi: Api } = await import(
      '@kubernetes/client-node'
    );
    const where = `the application ${name} in namespace ${namespace} of cluster ${cluster}`;
    try {
      const connection = await this.#options.clusters.get(cluster);
      return await call(new Api(await apiConfigurationOf(connection)));
    } catch (error) {
      if (!(error instanceof ApiException)) {
        throw new ServiceUnavailableError(
          `Cluster ${cluster} did not answer about ${where}: try again when it is reachable.`,
        );
      }
      switch (error.code) {
        case 404:
          return undefined;
        case 401:
        case 403:
          throw new NotAllowedError(
            `The portal's service account may not do this with ${where}: grant it what platform/argocd/portal-access.yaml lists.`,
          );
        case 409:
          throw new ConflictError(
            `${where} changed all the time while it was written: try again.`,
          );
        default:
          throw new ForwardedError(
            `Cluster ${cluster} refused to change ${where} with status ${error.code}`,
            new Error(`status ${error.code}`),
          );
      }
    }
  }

  #missing({ name, namespace }: ApplicationAddress): NotFoundError {
    const { cluster } = this.#options.instance;
    return new NotFoundError(
      `There is no application ${name} in namespace ${namespace} of cluster ${cluster}.`,
    );
  }
}
