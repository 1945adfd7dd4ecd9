import {
  ApiException,
  CustomObjectsApi,
  KubernetesObjectApi,
  loadYaml,
  PatchStrategy,
  setHeaderOptions,
  type KubeConfig,
  type KubernetesListObject,
  type KubernetesObject,
} from '@kubernetes/client-node';

/** What names one object of the cluster. */
export interface ObjectReference {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace?: string;
}

/** Where objects of a kind are in the API; of a namespace, or of all. */
export interface ResourcePath {
  readonly group: string;
  readonly version: string;
  readonly plural: string;
}

/** Whether the API server answered and refused, rather than could not be reached. */
export function isRefusal(error: unknown): boolean {
  return error instanceof ApiException && error.code >= 400 && error.code < 500;
}

/** Whether the API server answered with this status code. */
export function hasStatusCode(error: unknown, code: number): boolean {
  return error instanceof ApiException && error.code === code;
}

/** What the API server said, without the headers that the client adds to its messages. */
export function messageOf(error: unknown): string {
  if (error instanceof ApiException) {
    const body: unknown = error.body;
    try {
      const status: unknown =
        typeof body === 'string' ? JSON.parse(body) : body;
      if (status && typeof status === 'object' && 'message' in status) {
        return String(status.message);
      }
    } catch {
      // A proxy may answer with something that is not JSON; the code is then all there is to say.
    }
    return `the API server answered with status ${error.code}`;
  }
  return error instanceof Error ? error.message : String(error);
}

/**
 * The client writes objects by its models, in which some fields have other names (`_from`,
 * `x_kubernetes_preserve_unknown_fields`), and leaves out what it finds under the real ones. So it reads them first.
 */
function asModel<T extends KubernetesObject>(object: T): T {
  return loadYaml<T>(JSON.stringify(object));
}

function headerOf(reference: ObjectReference) {
  const { apiVersion, kind, name, namespace } = reference;
  return { apiVersion, kind, metadata: { name, namespace } };
}

/** Reads and writes objects of any kind as plain JSON: dates stay strings, as they are in manifests and in watches. */
export class ClusterClient {
  readonly #objects: KubernetesObjectApi;
  readonly #custom: CustomObjectsApi;

  constructor(kubeConfig: KubeConfig) {
    this.#objects = KubernetesObjectApi.makeApiClient(kubeConfig);
    this.#custom = kubeConfig.makeApiClient(CustomObjectsApi);
  }

  /** Server-side apply, which takes over what another manager has set. */
  async apply<T extends KubernetesObject>(
    object: T,
    options: { fieldManager: string; dryRun?: boolean },
  ): Promise<T> {
    const applied = await this.#objects.patch(
      asModel(object),
      undefined,
      options.dryRun ? 'All' : undefined,
      options.fieldManager,
      true,
      PatchStrategy.ServerSideApply,
    );
    return JSON.parse(JSON.stringify(applied));
  }

  async create(object: KubernetesObject): Promise<void> {
    await this.#objects.create(asModel(object));
  }

  /** The object, or nothing where there is none or its kind is not known. */
  async read(
    reference: ObjectReference,
  ): Promise<KubernetesObject | undefined> {
    try {
      const object = await this.#objects.read(headerOf(reference));
      return JSON.parse(JSON.stringify(object));
    } catch (error) {
      if (hasStatusCode(error, 404)) {
        return undefined;
      }
      throw error;
    }
  }

  /** Deletes the object; it is no error that there is none. */
  async delete(reference: ObjectReference): Promise<void> {
    try {
      await this.#objects.delete(headerOf(reference));
    } catch (error) {
      if (!hasStatusCode(error, 404)) {
        throw error;
      }
    }
  }

  async list(
    resource: ResourcePath,
    namespace?: string,
  ): Promise<KubernetesListObject<KubernetesObject>> {
    return namespace
      ? this.#custom.listNamespacedCustomObject({ ...resource, namespace })
      : this.#custom.listClusterCustomObject(resource);
  }

  /** Merges a patch into an object, or into its status where that is a resource of its own. */
  async merge<T extends KubernetesObject>(
    resource: ResourcePath & { name: string; namespace: string },
    body: object,
    options?: { subresource: 'status' },
  ): Promise<T> {
    const request = { ...resource, body };
    const headers = setHeaderOptions('Content-Type', PatchStrategy.MergePatch);
    return options?.subresource
      ? this.#custom.patchNamespacedCustomObjectStatus(request, headers)
      : this.#custom.patchNamespacedCustomObject(request, headers);
  }
}
