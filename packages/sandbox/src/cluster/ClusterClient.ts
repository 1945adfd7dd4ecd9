import {
  ApiException,
  KubernetesObjectApi,
  loadYaml,
  PatchStrategy,
  type KubeConfig,
  type KubernetesListObject,
  type KubernetesObject,
} from '@kubernetes/client-node';
import { ApiConnection } from './ApiConnection.ts';

/** What names one object of the cluster. */
export interface ObjectReference {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace?: string;
}

/** Where objects of a kind are in the API; of a namespace, or of all. */
export interface ResourcePath {
  /** Empty for the core group. */
  readonly group: string;
  readonly version: string;
  readonly plural: string;
}

/** Where one object is in the API. */
export type NamedResource = ResourcePath & { name: string; namespace: string };

/** The address of the objects of a kind, of one namespace or of all. */
export function apiPath(resource: ResourcePath, namespace?: string): string {
  const { group, version, plural } = resource;
  const base = group ? `/apis/${group}/${version}` : `/api/${version}`;
  const scope = namespace ? `/namespaces/${encodeURIComponent(namespace)}` : '';
  return `${base}${scope}/${plural}`;
}

function objectPath(resource: NamedResource): string {
  return `${apiPath(resource, resource.namespace)}/${encodeURIComponent(
    resource.name,
  )}`;
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
  readonly #connection: ApiConnection;

  constructor(kubeConfig: KubeConfig) {
    this.#objects = KubernetesObjectApi.makeApiClient(kubeConfig);
    this.#connection = new ApiConnection(kubeConfig);
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
    const path = apiPath(resource, namespace);
    return this.#connection.send({ method: 'GET', path });
  }

  /** The object at a known place in the API, or nothing where there is none. */
  async readAt(resource: NamedResource): Promise<KubernetesObject | undefined> {
    try {
      const path = objectPath(resource);
      return await this.#connection.send({ method: 'GET', path });
    } catch (error) {
      if (hasStatusCode(error, 404)) {
        return undefined;
      }
      throw error;
    }
  }

  /** Creates an object of a kind whose place in the API is known. */
  async createAt<T extends KubernetesObject>(
    resource: ResourcePath,
    object: T,
  ): Promise<T> {
    const path = apiPath(resource, object.metadata?.namespace);
    return this.#connection.send({ method: 'POST', path, body: object });
  }

  /** Deletes an object at once, as a node does that has ended its processes; it is no error that there is none. */
  async deleteAt(resource: NamedResource): Promise<void> {
    try {
      await this.#connection.send({
        method: 'DELETE',
        path: `${objectPath(resource)}?gracePeriodSeconds=0`,
      });
    } catch (error) {
      if (!hasStatusCode(error, 404)) {
        throw error;
      }
    }
  }

  /** Merges a patch into an object, or into its status where that is a resource of its own. */
  async merge<T extends KubernetesObject>(
    resource: NamedResource,
    body: object,
    options?: { subresource: 'status' },
  ): Promise<T> {
    const path = objectPath(resource);
    return this.#connection.send({
      method: 'PATCH',
      path: options ? `${path}/${options.subresource}` : path,
      body,
      contentType: PatchStrategy.MergePatch,
    });
  }
}
