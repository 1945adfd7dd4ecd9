import {
  ConflictError,
  ForwardedError,
  NotAllowedError,
  NotFoundError,
  ServiceUnavailableError,
} from '@backstage/errors';
import { ApiStatusError } from '@golden-path/kubernetes-reflector';
import type { ServerInstanceConfig } from '../config';
import type {
  ApplicationAddress,
  ApplicationWriter,
  RollBackRequest,
  SyncRequest,
  WriterOptions,
} from './ApplicationWriter';
import {
  isOwnOperation,
  isUnderWay,
  refuseForeignOperation,
} from './foreignOperation';
import type { LiveApplication } from './LiveApplication';
import {
  operationInfo,
  projectLiveApplication,
} from './projectLiveApplication';
import type { ArgoCdServerClient } from './ArgoCdServerClient';

/** Options of {@link ServerApplicationWriter.create}. */
export interface ServerApplicationWriterOptions {
  readonly client: Pick<ArgoCdServerClient, 'getJson' | 'send'>;
  readonly instance: Pick<
    ServerInstanceConfig,
    'name' | 'cluster' | 'frontendUrl'
  >;
  /** The name of the cluster with this address, where the portal knows one. */
  readonly nameOfServer?: (url: string) => string | undefined;
}

/**
 * Changes applications by the API server of one Argo CD, as the account of the portal's token. Who asked for it is
 * noted beside the operation, as Argo CD notes its own account as the initiator.
 * https://github.com/argoproj/argo-cd/blob/v3.2.0/server/application/application.proto
 */
export class ServerApplicationWriter implements ApplicationWriter {
  readonly #options: ServerApplicationWriterOptions;

  static create(
    options: ServerApplicationWriterOptions,
  ): ServerApplicationWriter {
    return new ServerApplicationWriter(options);
  }

  private constructor(options: ServerApplicationWriterOptions) {
    this.#options = options;
  }

  /** {@inheritDoc ApplicationWriter.read} */
  async read(
    address: ApplicationAddress,
    options: WriterOptions = {},
  ): Promise<LiveApplication | undefined> {
    const { client } = this.#options;
    const found = await this.#call(address, () =>
      client.getJson({
        path: pathOf(address),
        query: placeOf(address),
        signal: options.signal,
      }),
    );
    return found === undefined ? undefined : this.#project(found);
  }

  /** {@inheritDoc ApplicationWriter.refresh} */
  async refresh(
    address: ApplicationAddress,
    options: WriterOptions = {},
  ): Promise<void> {
    const { client } = this.#options;
    await this.#expect(address, () =>
      client.getJson({
        path: pathOf(address),
        query: { ...placeOf(address), refresh: 'normal' },
        signal: options.signal,
      }),
    );
  }

  /** {@inheritDoc ApplicationWriter.sync} */
  async sync(
    address: ApplicationAddress,
    request: SyncRequest,
    options: WriterOptions = {},
  ): Promise<void> {
    const { operation } = await this.#present(address, options);
    if (isOwnOperation(operation, request.operationId)) {
      return;
    }
    refuseForeignOperation(address.name, operation);
    const { revision, prune, dryRun, operationId, requestedBy } = request;
    await this.#send(address, options, {
      method: 'POST',
      path: `${pathOf(address)}/sync`,
      body: {
        name: address.name,
        ...placeOf(address),
        ...(revision && { revision }),
        prune,
        dryRun,
        strategy: { hook: {} },
        infos: [
          { name: operationInfo, value: operationId },
          { name: 'Requested by', value: requestedBy },
        ],
      },
    });
  }

  /** {@inheritDoc ApplicationWriter.rollBack} */
  async rollBack(
    address: ApplicationAddress,
    request: RollBackRequest,
    options: WriterOptions = {},
  ): Promise<void> {
    const { operation } = await this.#present(address, options);
    // This request carries no information by which it could be found again: what it brings back tells it.
    const isBack = operation?.revisions.includes(request.revision) ?? false;
    if (isBack && operation?.state !== 'failed') {
      return;
    }
    refuseForeignOperation(address.name, operation);
    await this.#send(address, options, {
      method: 'POST',
      path: `${pathOf(address)}/rollback`,
      body: {
        name: address.name,
        ...placeOf(address),
        id: request.historyId,
        prune: false,
        dryRun: false,
      },
    });
  }

  /** {@inheritDoc ApplicationWriter.terminate} */
  async terminate(
    address: ApplicationAddress,
    { startedAt }: { readonly startedAt: string },
    options: WriterOptions = {},
  ): Promise<void> {
    const { operation } = await this.#present(address, options);
    if (operation?.state === 'running' && operation.startedAt === startedAt) {
      await this.#send(address, options, {
        method: 'DELETE',
        path: `${pathOf(address)}/operation`,
        query: placeOf(address),
      });
    }
  }

  #project(object: unknown): LiveApplication {
    const { instance, nameOfServer } = this.#options;
    return projectLiveApplication(object, {
      instance: instance.name,
      cluster: instance.cluster ?? 'in-cluster',
      frontendUrl: instance.frontendUrl,
      nameOfServer,
    });
  }

  async #present(
    address: ApplicationAddress,
    options: WriterOptions,
  ): Promise<LiveApplication> {
    const live = await this.read(address, options);
    if (!live) {
      throw this.#missing(address);
    }
    return live;
  }

  async #send(
    address: ApplicationAddress,
    options: WriterOptions,
    command: {
      method: 'POST' | 'DELETE';
      path: string;
      query?: Record<string, string>;
      body?: Record<string, unknown>;
    },
  ): Promise<void> {
    try {
      await this.#expect(address, () =>
        this.#options.client.send({ ...command, signal: options.signal }),
      );
    } catch (error) {
      // Argo CD says 400 for many things; that somebody else was faster by a moment is one of them.
      const live = await this.read(address, options).catch(() => undefined);
      if (isUnderWay(live?.operation)) {
        refuseForeignOperation(address.name, live?.operation);
      }
      throw error;
    }
  }

  async #expect(
    address: ApplicationAddress,
    call: () => Promise<unknown>,
  ): Promise<void> {
    if ((await this.#call(address, call)) === undefined) {
      throw this.#missing(address);
    }
  }

  /** `undefined` where there is no such application. */
  async #call(
    { name }: ApplicationAddress,
    call: () => Promise<unknown>,
  ): Promise<unknown> {
    const server = `Argo CD ${this.#options.instance.name}`;
    try {
      return await call();
    } catch (error) {
      if (!(error instanceof ApiStatusError) || error.status === 200) {
        throw new ServiceUnavailableError(
          `${server} did not answer about the application ${name}: try again when it is reachable.`,
        );
      }
      switch (error.status) {
        case 404:
          return undefined;
        case 401:
        case 403:
          throw new NotAllowedError(
            `The account of the portal's token may not do this with the application ${name} of ${server}: give it what platform/argocd/portal-role.yaml lists.`,
          );
        case 409:
          throw new ConflictError(
            `The application ${name} of ${server} changed while it was written: try again.`,
          );
        default:
          throw new ForwardedError(
            `${server} refused this for the application ${name} with status ${error.status}`,
            error,
          );
      }
    }
  }

  #missing({ name, namespace }: ApplicationAddress): NotFoundError {
    return new NotFoundError(
      `Argo CD ${
        this.#options.instance.name
      } has no application ${name} in namespace ${namespace}.`,
    );
  }
}

function pathOf({ name }: ApplicationAddress): string {
  return `/api/v1/applications/${encodeURIComponent(name)}`;
}

function placeOf({ namespace, project }: ApplicationAddress) {
  return { appNamespace: namespace, project };
}
