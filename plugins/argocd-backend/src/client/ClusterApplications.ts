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

/** An Application as it was read, with what has to be known to write it. */
export interface ReadApplication {
  readonly object: z.infer<typeof versionedSchema>;
  readonly live: LiveApplication;
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
          object: versionedSchema.parse(found),
          live: projectLiveApplication(found, {
            instance: instance.name,
            cluster: instance.cluster,
            frontendUrl: instance.frontendUrl,
            nameOfServer: url => clusters.nameOfServer(url),
          }),
        };
  }

  /** Merges a part of an Application into it. With a `resourceVersion` that is not the present one: a `ConflictError`. */
  async patch(
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
