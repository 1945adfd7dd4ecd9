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
import type { ApplicationAddress, WriterOptions } from './ApplicationWriter';
import { lenient } from './lenient';
import type { LiveApplication } from './LiveApplication';
import { projectLiveApplication } from './projectLiveApplication';

/** Options of {@link ClusterApplications.create}. */
export interface ClusterApplicationsOptions {
  readonly clusters: Pick<ClustersService, 'get' | 'nameOfServer'>;
  readonly instance: ClusterInstanceConfig;
}

const resource = {
  group: 'argoproj.io',
  version: 'v1alpha1',
  plural: 'applications',
} as const;

const writableSchema = z.object({
  operation: z.unknown().optional(),
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
      operationState: lenient(
        z.object({ phase: z.string(), startedAt: z.string() }),
      ),
      history: lenient(
        z.array(
          z.object({
            id: z.number(),
            revision: lenient(z.string()),
            revisions: lenient(z.array(z.string())),
            source: z.unknown().optional(),
            sources: z.unknown().optional(),
          }),
        ),
      ),
    }),
  ),
});

/** An Application as it was read, with what has to be known to write it. */
export interface ReadApplication {
  readonly object: z.infer<typeof writableSchema>;
  readonly live: LiveApplication;
}

/** A change of one field of an Application, as in a JSON patch. */
export interface ApplicationChange {
  readonly op: 'add' | 'replace';
  readonly path: '/operation' | '/status/operationState/phase';
  readonly value: unknown;
}

/** The Application resources of one Argo CD, as the Kubernetes API has them: read one, change one. */
export class ClusterApplications {
  readonly #options: ClusterApplicationsOptions;

  static create(options: ClusterApplicationsOptions): ClusterApplications {
    return new ClusterApplications(options);
  }

  private constructor(options: ClusterApplicationsOptions) {
    this.#options = options;
  }

  /** The Application; `undefined` where there is none. */
  async find(
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
          object: writableSchema.parse(found),
          live: projectLiveApplication(found, {
            instance: instance.name,
            cluster: instance.cluster,
            frontendUrl: instance.frontendUrl,
            nameOfServer: url => clusters.nameOfServer(url),
          }),
        };
  }

  /** Merges a part of an Application into it. */
  async merge(
    address: ApplicationAddress,
    part: object,
    options: WriterOptions,
  ): Promise<void> {
    await this.#patch(address, { part, as: 'MergePatch' }, options);
  }

  /**
   * Changes an Application as far as it is what it was when it was read: a `ConflictError` otherwise. Only that counts
   * which operation there is, as controllers write the rest of an Application all the time.
   */
  async change(
    address: ApplicationAddress,
    { read, change }: { read: ReadApplication; change: ApplicationChange },
    options: WriterOptions,
  ): Promise<void> {
    const part = [...testsOf(read), change];
    await this.#patch(address, { part, as: 'JsonPatch' }, options);
  }

  async #patch(
    address: ApplicationAddress,
    { part, as }: { part: object; as: 'MergePatch' | 'JsonPatch' },
    options: WriterOptions,
  ): Promise<void> {
    const { PatchStrategy } = await import('@kubernetes/client-node');
    const patched = await this.#call(address, async api =>
      api.patchNamespacedCustomObject(
        {
          ...resource,
          namespace: address.namespace,
          name: address.name,
          body: part,
          fieldManager: 'golden-path-portal',
        },
        await clusterRequestOptions({
          ...options,
          contentType: PatchStrategy[as],
        }),
      ),
    );
    if (patched === undefined) {
      throw missingApplication(this.#options.instance, address);
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
        // 422 is what the API server answers where something is not as a change expects it to be.
        case 409:
        case 422:
          throw new ConflictError(
            `Cluster ${cluster} did not accept the change of ${where}, which something else changes at the moment: try again.`,
          );
        default:
          throw new ForwardedError(
            `Cluster ${cluster} refused to change ${where} with status ${error.code}`,
            new Error(`status ${error.code}`),
          );
      }
    }
  }
}

/** What to say where there is no such application. */
export function missingApplication(
  { cluster }: Pick<ClusterInstanceConfig, 'cluster'>,
  { name, namespace }: ApplicationAddress,
): NotFoundError {
  return new NotFoundError(
    `There is no application ${name} in namespace ${namespace} of cluster ${cluster}.`,
  );
}

/** That there is the operation that was read, or that there is none. To be `null` is to be absent. */
function testsOf({ object: { operation, status } }: ReadApplication): object[] {
  const test = (path: string, value: unknown) => ({ op: 'test', path, value });
  const requested = test('/operation', operation ?? null);
  if (!status) {
    return [requested, test('/status', null)];
  }
  const { operationState: state } = status;
  return state
    ? [
        requested,
        test('/status/operationState/phase', state.phase),
        test('/status/operationState/startedAt', state.startedAt),
      ]
    : [requested, test('/status/operationState', null)];
}
