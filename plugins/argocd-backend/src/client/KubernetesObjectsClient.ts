import {
  KubeConfigTransport,
  type Transport,
} from '@golden-path/kubernetes-reflector';
import type { ClustersService } from '@golden-path/plugin-platform-node';
import { z } from 'zod';
import { namespaceNameSchema } from './kubernetesNames';
import { projectEvent, type LiveEvent } from './projectEvent';
import {
  liveCollections,
  projectLiveObject,
  type LiveCollectionName,
  type LiveObject,
} from './projectLiveObject';

/** Options of {@link KubernetesObjectsClient.create}. */
export interface KubernetesObjectsClientOptions {
  clusters: Pick<ClustersService, 'get'>;
  /** How to reach a cluster. */
  transportTo?: (cluster: string) => Transport;
}

/** Where objects are. */
export interface ObjectsPlace {
  cluster: string;
  namespace: string;
}

/** Some objects, and whether there are more. */
export interface ObjectsReading<T> {
  items: T[];
  isComplete: boolean;
}

const pageSize = 500;
const maximumObjects = 2_000;
const maximumCharacters = 32 * 1024 * 1024;

const pageSchema = z.object({
  metadata: z.object({ continue: z.string().optional() }).default({}),
  items: z.array(z.unknown()).nullable().default([]),
});

/** Lists objects of a namespace that are not watched, and keeps the few fields that are told. */
export class KubernetesObjectsClient {
  readonly #transportTo: (cluster: string) => Transport;
  readonly #transports = new Map<string, Transport>();

  private constructor(options: KubernetesObjectsClientOptions) {
    this.#transportTo =
      options.transportTo ??
      (cluster =>
        KubeConfigTransport.create(() => options.clusters.get(cluster)));
  }

  static create(
    options: KubernetesObjectsClientOptions,
  ): KubernetesObjectsClient {
    return new KubernetesObjectsClient(options);
  }

  /** Lists ReplicaSets, Jobs or Pods. */
  async listObjects(
    place: ObjectsPlace,
    collection: LiveCollectionName,
    signal: AbortSignal,
  ): Promise<ObjectsReading<LiveObject>> {
    const { path } = liveCollections[collection];
    return this.#list({
      place,
      path: namespace => `${path}/namespaces/${namespace}/${collection}`,
      project: object => projectLiveObject(object, collection),
      signal,
    });
  }

  /** Lists the events of a namespace; those about one kind of object only, where that is given. */
  async listEvents(
    place: ObjectsPlace,
    options: { kind?: 'Application'; signal: AbortSignal },
  ): Promise<ObjectsReading<LiveEvent>> {
    return this.#list({
      place,
      path: namespace => `/api/v1/namespaces/${namespace}/events`,
      parameters: options.kind && {
        fieldSelector: `involvedObject.kind=${options.kind}`,
      },
      project: projectEvent,
      signal: options.signal,
    });
  }

  async #list<T>(options: {
    place: ObjectsPlace;
    path: (namespace: string) => string;
    parameters?: Record<string, string>;
    project: (object: unknown) => T | undefined;
    signal: AbortSignal;
  }): Promise<ObjectsReading<T>> {
    const { place, parameters, project, signal } = options;
    // The name comes from the spec of an application, which its team writes.
    const namespace = namespaceNameSchema.parse(place.namespace);
    const path = options.path(encodeURIComponent(namespace));
    const items: T[] = [];
    let listed = 0;
    let characters = 0;
    let continueToken: string | undefined;
    do {
      const query = new URLSearchParams({
        ...parameters,
        limit: String(pageSize),
        ...(continueToken && { continue: continueToken }),
      });
      const text = await this.#read(place.cluster, `${path}?${query}`, signal);
      const page = pageSchema.parse(JSON.parse(text));
      const objects = page.items ?? [];
      items.push(...objects.map(project).filter(item => item !== undefined));
      listed += objects.length;
      characters += text.length;
      continueToken = page.metadata.continue || undefined;
    } while (
      continueToken &&
      listed < maximumObjects &&
      characters < maximumCharacters
    );
    return { items, isComplete: continueToken === undefined };
  }

  async #read(
    cluster: string,
    path: string,
    signal: AbortSignal,
  ): Promise<string> {
    const transport =
      this.#transports.get(cluster) ?? this.#transportTo(cluster);
    this.#transports.set(cluster, transport);
    try {
      const lines: string[] = [];
      for await (const line of await transport.get(path, signal)) {
        lines.push(line);
      }
      return lines.join('\n');
    } catch (error) {
      // The next request reads the credentials anew: what was refused may have been an old token.
      transport.renewCredentials?.();
      throw error;
    }
  }
}
