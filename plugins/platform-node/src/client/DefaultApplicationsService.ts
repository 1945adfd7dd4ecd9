import {
  ConflictError,
  ForwardedError,
  InputError,
  NotAllowedError,
  NotFoundError,
  ServiceUnavailableError,
} from '@backstage/errors';
import type { ApiException, CustomObjectsApi } from '@kubernetes/client-node';
import { z } from 'zod';
import {
  createdByAnnotation,
  type ApplicationManifest,
  type ApplicationName,
  type ApplicationsService,
  type ApplicationSummary,
} from '../ApplicationsService';
import type { ArgoCdInstance } from '../argoCdConfig';
import type { ClustersService } from '../ClustersService';
import { comparableServer } from '../comparableServer';
import { apiConfigurationOf } from './apiConfigurationOf';
import { clusterRequestOptions } from './clusterRequestOptions';

const applicationResource = {
  group: 'argoproj.io',
  version: 'v1alpha1',
  plural: 'applications',
} as const;

/** The name under which the API server records which fields the portal has set. */
const fieldManager = 'golden-path-portal';

const entityRefAnnotation = 'backstage.io/entity-ref';

const applicationSchema = z.object({
  metadata: z.object({
    name: z.string(),
    namespace: z.string(),
    uid: z.string(),
    annotations: z.record(z.string(), z.string()).optional(),
    labels: z.record(z.string(), z.string()).optional(),
  }),
});

const statusSchema = z.object({
  reason: z.string().optional(),
  message: z.string().optional(),
});

function statusOf(error: ApiException<unknown>): z.infer<typeof statusSchema> {
  const parsed = statusSchema.safeParse(parseBody(error.body));
  return parsed.success ? parsed.data : {};
}

function parseBody(body: unknown): unknown {
  if (typeof body !== 'string') {
    return body;
  }
  try {
    return JSON.parse(body);
  } catch {
    // Not every reply comes from the API server: a proxy in between answers in its own words.
    return undefined;
  }
}

/** Argo CD Applications as resources of the Kubernetes API. */
export class DefaultApplicationsService implements ApplicationsService {
  readonly #clusters: ClustersService;
  readonly #instances: ReadonlyMap<string, ArgoCdInstance>;

  static create(options: {
    clusters: ClustersService;
    instances: readonly ArgoCdInstance[];
  }): DefaultApplicationsService {
    return new DefaultApplicationsService(
      options.clusters,
      new Map(options.instances.map(instance => [instance.name, instance])),
    );
  }

  private constructor(
    clusters: ClustersService,
    instances: ReadonlyMap<string, ArgoCdInstance>,
  ) {
    this.#clusters = clusters;
    this.#instances = instances;
  }

  async find(
    application: ApplicationName,
    options?: { signal?: AbortSignal },
  ): Promise<ApplicationSummary | undefined> {
    const instance = this.#instance(application.instance);
    const found = await this.#read(instance, application.name, options);
    return found && this.#summarize(instance, found);
  }

  async remove(
    { createdBy, ...application }: ApplicationName & { createdBy: string },
    options?: { signal?: AbortSignal },
  ): Promise<boolean> {
    const instance = this.#instance(application.instance);
    const { name } = application;
    const found = await this.#read(instance, name, options);
    if (found?.metadata.annotations?.[createdByAnnotation] !== createdBy) {
      return false;
    }
    const { uid } = found.metadata;
    const api = await this.#api(instance);
    const deleted = await this.#ifPresent(instance, name, async () =>
      api.deleteNamespacedCustomObject(
        {
          ...applicationResource,
          namespace: instance.namespace,
          name,
          // One that has the same name by now is another one.
          body: { preconditions: { uid } },
        },
        await clusterRequestOptions({ signal: options?.signal }),
      ),
    );
    return deleted !== undefined;
  }

  async apply(
    request: { instance: string; manifest: ApplicationManifest },
    options?: { dryRun?: boolean; signal?: AbortSignal },
  ): Promise<ApplicationSummary> {
    const instance = this.#instance(request.instance);
    const { name } = request.manifest.metadata;
    const { PatchStrategy } = await import('@kubernetes/client-node');
    try {
      const api = await this.#api(instance);
      const applied = await api.patchNamespacedCustomObject(
        {
          ...applicationResource,
          namespace: instance.namespace,
          name,
          body: {
            apiVersion: 'argoproj.io/v1alpha1',
            kind: 'Application',
            ...request.manifest,
          },
          fieldManager,
          force: false,
          dryRun: options?.dryRun ? 'All' : undefined,
        },
        await clusterRequestOptions({
          signal: options?.signal,
          contentType: PatchStrategy.ServerSideApply,
        }),
      );
      return this.#summarize(instance, applied);
    } catch (error) {
      throw await this.#explain(error, instance, name);
    }
  }

  destinationServer(instance: string, cluster: string): string {
    if (this.#instance(instance).cluster === cluster) {
      return 'https://kubernetes.default.svc';
    }
    const server = this.#clusters.serverOf(cluster);
    if (comparableServer(server) === undefined) {
      throw new InputError(
        `Argo CD instance '${instance}' would take '${server}', the url of cluster '${cluster}' in kubernetes.clusterLocatorMethods, for its own cluster: set an address that is valid outside of the cluster`,
      );
    }
    return server;
  }

  async #read(
    instance: ArgoCdInstance,
    name: string,
    options?: { signal?: AbortSignal },
  ): Promise<z.infer<typeof applicationSchema> | undefined> {
    const api = await this.#api(instance);
    const found = await this.#ifPresent(instance, name, async () =>
      api.getNamespacedCustomObject(
        { ...applicationResource, namespace: instance.namespace, name },
        await clusterRequestOptions({ signal: options?.signal }),
      ),
    );
    return found === undefined ? undefined : applicationSchema.parse(found);
  }

  /** `undefined` where there is no such Application. */
  async #ifPresent(
    instance: ArgoCdInstance,
    name: string,
    call: () => Promise<unknown>,
  ): Promise<unknown> {
    const { ApiException: Refusal } = await import('@kubernetes/client-node');
    try {
      return await call();
    } catch (error) {
      if (
        error instanceof Refusal &&
        error.code === 404 &&
        statusOf(error).reason === 'NotFound'
      ) {
        return undefined;
      }
      throw await this.#explain(error, instance, name);
    }
  }

  #instance(name: string): ArgoCdInstance {
    const instance = this.#instances.get(name);
    if (!instance) {
      const known = [...this.#instances.keys()].join(', ') || 'none';
      throw new NotFoundError(
        `There is no Argo CD instance '${name}' with a cluster in argocd.instances. Known instances: ${known}`,
      );
    }
    return instance;
  }

  async #api(instance: ArgoCdInstance): Promise<CustomObjectsApi> {
    const connection = await this.#clusters.get(instance.cluster);
    const { CustomObjectsApi: Api } = await import('@kubernetes/client-node');
    return new Api(await apiConfigurationOf(connection));
  }

  #summarize(instance: ArgoCdInstance, value: unknown): ApplicationSummary {
    const { metadata } = applicationSchema.parse(value);
    return {
      instance: instance.name,
      cluster: instance.cluster,
      namespace: metadata.namespace,
      name: metadata.name,
      entityRef: metadata.annotations?.[entityRefAnnotation],
      team: metadata.labels?.team,
      createdBy: metadata.annotations?.[createdByAnnotation],
      url: instance.frontendUrl
        ? `${instance.frontendUrl.replace(/\/$/, '')}/applications/${
            metadata.namespace
          }/${metadata.name}`
        : undefined,
    };
  }

  async #explain(
    error: unknown,
    instance: ArgoCdInstance,
    name: string,
  ): Promise<Error> {
    const { ApiException: Refusal } = await import('@kubernetes/client-node');
    const where = `cluster '${instance.cluster}', namespace '${instance.namespace}'`;
    if (!(error instanceof Refusal)) {
      return new ServiceUnavailableError(
        `The API server of cluster '${instance.cluster}' did not answer about Application '${name}'. Try again when it is reachable.`,
        error,
      );
    }
    const message = statusOf(error).message ?? `status ${error.code}`;
    switch (error.code) {
      case 401:
      case 403:
        return new NotAllowedError(
          `The service account of the portal may not do this with Application '${name}' (${where}): ${message}`,
        );
      case 404:
        return new NotFoundError(
          `There are no Argo CD Applications in ${where}: install Argo CD there, or correct argocd.instances`,
        );
      case 409:
        return new ConflictError(
          `Application '${name}' (${where}) has fields that somebody else manages, and the portal does not take them over: ${message}`,
        );
      default:
        return new ForwardedError(
          `Application '${name}' (${where}) was refused: ${message}`,
          error,
        );
    }
  }
}
