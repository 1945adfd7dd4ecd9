import {
  makeInformer,
  type KubeConfig,
  type KubernetesObject,
} from '@kubernetes/client-node';
import type { ClusterClient, ResourcePath } from '../cluster/ClusterClient.ts';

const firstDelay = 500;
const longestDelay = 5000;

/** A copy of the objects of one kind that follows the cluster. */
export interface WatchedObjects<T extends KubernetesObject> {
  /** Whether the objects have been listed since the last loss of the connection. */
  isReady(): boolean;
  list(): readonly T[];
  get(name: string, namespace: string): T | undefined;
  stop(): Promise<void>;
}

/** Lists and watches the objects of one kind, and connects again, ever more slowly, while the API server is away. */
export function watchObjects<T extends KubernetesObject>(options: {
  kubeConfig: KubeConfig;
  client: ClusterClient;
  resource: ResourcePath;
  namespace?: string;
}): WatchedObjects<T> {
  const { kubeConfig, client, resource, namespace } = options;
  const scope = namespace ? `/namespaces/${namespace}` : '';
  const informer = makeInformer<T>(
    kubeConfig,
    `/apis/${resource.group}/${resource.version}${scope}/${resource.plural}`,
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
  let stopped = false;
  let ready = false;
  let delay = firstDelay;
  let timer: NodeJS.Timeout | undefined;

  const connect = async () => {
    let failed = false;
    const onError = () => {
      failed = true;
    };
    informer.on('error', onError);
    await informer.start().catch(onError);
    informer.off('error', onError);
    if (failed) {
      reconnectLater();
    } else {
      ready = true;
      delay = firstDelay;
    }
  };
  const reconnectLater = () => {
    ready = false;
    if (stopped || timer) {
      return;
    }
    timer = setTimeout(() => {
      timer = undefined;
      void connect();
    }, delay);
    delay = Math.min(delay * 2, longestDelay);
  };

  informer.on('error', reconnectLater);
  void connect();
  return {
    isReady: () => ready,
    list: () => informer.list(),
    get: (name, inNamespace) => informer.get(name, inNamespace),
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await informer.stop();
    },
  };
}
