import {
  makeInformer,
  type Informer,
  type KubeConfig,
  type KubernetesObject,
  type ObjectCache,
} from '@kubernetes/client-node';
import {
  apiPath,
  type ClusterClient,
  type ResourcePath,
} from '../cluster/ClusterClient.ts';

const firstDelay = 500;
const longestDelay = 5000;

export interface WatchOptions {
  readonly kubeConfig: KubeConfig;
  readonly client: ClusterClient;
  readonly resource: ResourcePath;
  /** Only in this namespace; without it, in all. */
  readonly namespace?: string;
}

/**
 * A copy of the objects of one kind that follows the cluster. While the API server is away it keeps what it has, and
 * connects again, ever more slowly.
 */
export class WatchedObjects<T extends KubernetesObject> {
  readonly #informer: Informer<T> & ObjectCache<T>;
  #isStopped = false;
  #isReady = false;
  #hasFailed = false;
  #delay = firstDelay;
  #timer?: NodeJS.Timeout;
  #connecting: Promise<void>;

  constructor(options: WatchOptions) {
    const { kubeConfig, client, resource, namespace } = options;
    this.#informer = makeInformer<T>(
      kubeConfig,
      apiPath(resource, namespace),
      async () => {
        const list = await client.list(resource, namespace);
        const { apiVersion, kind } = list;
        // Unlike those of a watch, the items of a list need not say their kind.
        const items = list.items.map(item => ({
          apiVersion,
          kind: kind?.replace(/List$/, ''),
          ...item,
        }));
        // The caller says which type the objects of this resource have; the API server validates them by its schema.
        return { ...list, items: items as KubernetesObject[] as T[] };
      },
    );
    this.#informer.on('error', () => {
      this.#hasFailed = true;
      this.#connectLater();
    });
    this.#connecting = this.#connect();
  }

  /** Whether the objects are listed and the connection stands. */
  get isReady(): boolean {
    return this.#isReady;
  }

  list(): readonly T[] {
    return this.#informer.list();
  }

  get(name: string, namespace: string): T | undefined {
    return this.#informer.get(name, namespace);
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    clearTimeout(this.#timer);
    await this.#informer.stop();
    // A connection that was being made meanwhile is not known to the informer until it stands.
    await this.#connecting;
    await this.#informer.stop();
  }

  async #connect(): Promise<void> {
    this.#hasFailed = false;
    try {
      await this.#informer.start();
    } catch {
      this.#hasFailed = true;
      this.#connectLater();
    }
    // The informer tells of a list that failed by an event, not by an error.
    if (!this.#hasFailed) {
      this.#isReady = true;
      this.#delay = firstDelay;
    }
  }

  #connectLater(): void {
    this.#isReady = false;
    if (this.#isStopped || this.#timer) {
      return;
    }
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.#connecting = this.#connect();
    }, this.#delay);
    this.#delay = Math.min(this.#delay * 2, longestDelay);
  }
}
