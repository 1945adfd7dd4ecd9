import { ApiStatusError } from '@golden-path/kubernetes-reflector';
import type { Source } from '@golden-path/plugin-argocd-common';
import type { ClustersService } from '@golden-path/plugin-platform-node';
import { LRUCache } from 'lru-cache';
import type { Application } from '../client/Application';
import { ArgoCdObjectsClient } from '../client/ArgoCdObjectsClient';
import { ArgoCdServerClient } from '../client/ArgoCdServerClient';
import { namespaceNameSchema } from '../client/kubernetesNames';
import {
  KubernetesObjectsClient,
  type ObjectsPlace,
} from '../client/KubernetesObjectsClient';
import type { LiveEvent } from '../client/projectEvent';
import type {
  LiveCollectionName,
  LiveObject,
} from '../client/projectLiveObject';
import type { ArgocdConfig } from '../config';
import type { LiveObjects, LiveObjectsAnswer } from './LiveObjects';
import { childrenIn, eventsAbout, placesOf } from './liveObjectRules';
import { clusterMessageOf, serverMessageOf } from './sourceOf';

/** Options of {@link DefaultLiveObjects.create}. */
export interface LiveObjectsOptions {
  clusters: ClustersService;
  instances: ArgocdConfig['instances'];
  objects?: Pick<KubernetesObjectsClient, 'listObjects' | 'listEvents'>;
  /** Reads from an Argo CD API server. */
  connect?: (
    instance: Extract<ArgocdConfig['instances'][number], { type: 'server' }>,
  ) => Pick<ArgoCdServerClient, 'getJson'>;
  /** In all, for one answer. */
  timeoutMilliseconds?: number;
  /** How long an answer of a cluster is good for others who ask. */
  keepMilliseconds?: number;
  now?: () => number;
}

/** What a namespace had to tell, or why not. */
type Reading = { asOf: number } & (
  | { type: 'objects'; items: LiveObject[]; isComplete: boolean }
  | { type: 'events'; items: LiveEvent[]; isComplete: boolean }
  | { type: 'failure'; status?: number; what: string }
);

interface Request extends ObjectsPlace {
  what: LiveCollectionName | 'events' | 'application events';
}

/** Asks clusters when somebody looks; who looks at the same time shares an answer. */
export class DefaultLiveObjects implements LiveObjects {
  readonly #options: LiveObjectsOptions;
  readonly #objects: Pick<
    KubernetesObjectsClient,
    'listObjects' | 'listEvents'
  >;
  readonly #trees = new Map<string, ArgoCdObjectsClient>();
  readonly #readings: LRUCache<string, Reading, Request>;

  private constructor(options: LiveObjectsOptions) {
    this.#options = options;
    const { clusters, connect, instances, keepMilliseconds = 5_000 } = options;
    this.#objects =
      options.objects ?? KubernetesObjectsClient.create({ clusters });
    for (const instance of instances) {
      if (instance.type === 'server') {
        const client = connect
          ? connect(instance)
          : ArgoCdServerClient.create({ instance });
        this.#trees.set(instance.name, ArgoCdObjectsClient.create(client));
      }
    }
    this.#readings = new LRUCache({
      max: 500,
      ttl: keepMilliseconds,
      fetchMethod: (_key, _stale, { context }) => this.#read(context),
    });
  }

  static create(options: LiveObjectsOptions): DefaultLiveObjects {
    return new DefaultLiveObjects(options);
  }

  /** {@inheritDoc LiveObjects.get} */
  async get(application: Application): Promise<LiveObjectsAnswer> {
    const { clusters } = this.#options;
    if (clusters.names().includes(application.cluster)) {
      return this.#getFromCluster(application);
    }
    const tree = this.#trees.get(application.instance);
    if (tree) {
      return this.#getFromServer(application, tree);
    }
    return unavailable(
      `objects in ${application.cluster}`,
      `cluster ${application.cluster} is not in kubernetes.clusterLocatorMethods: the portal does not reach its objects`,
    );
  }

  async #getFromCluster(application: Application): Promise<LiveObjectsAnswer> {
    const { cluster } = application;
    const places = placesOf(application).filter(
      ({ namespace }) => namespaceNameSchema.safeParse(namespace).success,
    );
    const readings = await Promise.all([
      ...places.flatMap(({ namespace, collections }) =>
        [...collections, 'events' as const].map(what =>
          this.#reading({ cluster, namespace, what }),
        ),
      ),
      ...this.#applicationEvents(application),
    ]);
    const children = childrenIn(
      application,
      readings.flatMap(reading =>
        reading.type === 'objects' ? reading.items : [],
      ),
    );
    const events = readings.flatMap(reading =>
      reading.type === 'events' ? reading.items : [],
    );
    return {
      children,
      events: eventsAbout(application, children, events),
      sources: [clusterSource(cluster, readings, this.#now())],
    };
  }

  /** What Argo CD itself reports about an application is in its own namespace. */
  #applicationEvents({ instance, namespace }: Application): Promise<Reading>[] {
    const config = this.#options.instances.find(
      ({ name }) => name === instance,
    );
    return config?.cluster !== undefined &&
      namespaceNameSchema.safeParse(namespace).success
      ? [
          this.#reading({
            cluster: config.cluster,
            namespace,
            what: 'application events',
          }),
        ]
      : [];
  }

  async #reading(request: Request): Promise<Reading> {
    const { cluster, namespace, what } = request;
    const key = `${cluster}/${namespace}/${what}`;
    return this.#readings.forceFetch(key, { context: request });
  }

  /** Does not throw: a failure is kept as long as an answer, so that a cluster that is down is not asked by everyone. */
  async #read({ what, ...place }: Request): Promise<Reading> {
    const signal = AbortSignal.timeout(this.#timeout());
    const asOf = this.#now();
    try {
      switch (what) {
        case 'events':
        case 'application events':
          return {
            type: 'events',
            asOf,
            ...(await this.#objects.listEvents(place, {
              kind: what === 'events' ? undefined : 'Application',
              signal,
            })),
          };
        default:
          return {
            type: 'objects',
            asOf,
            ...(await this.#objects.listObjects(place, what, signal)),
          };
      }
    } catch (error) {
      return {
        type: 'failure',
        asOf,
        status: error instanceof ApiStatusError ? error.status : undefined,
        what: `${what} in namespace ${place.namespace} of cluster ${place.cluster}`,
      };
    }
  }

  async #getFromServer(
    application: Application,
    tree: ArgoCdObjectsClient,
  ): Promise<LiveObjectsAnswer> {
    const name = `objects in Argo CD ${application.instance}`;
    const signal = AbortSignal.timeout(this.#timeout());
    try {
      const [objects, events] = await Promise.all([
        tree.listObjects(application, signal),
        tree.listEvents(application, signal),
      ]);
      const managed = new Set(
        application.resources.map(
          ({ group, kind, namespace, name: resource }) =>
            `${group}/${kind}/${namespace}/${resource}`,
        ),
      );
      const children = objects.filter(({ id }) => !managed.has(id));
      const asOf = new Date(this.#now()).toISOString();
      return {
        children,
        events: eventsAbout(application, children, events),
        sources: [{ name, status: 'live', asOf }],
      };
    } catch (error) {
      const instance = this.#options.instances.find(
        config => config.name === application.instance,
      );
      return unavailable(
        name,
        instance?.type === 'server'
          ? serverMessageOf(
              instance,
              error instanceof ApiStatusError ? error.status : undefined,
            )
          : 'it is not an Argo CD API server',
      );
    }
  }

  #timeout(): number {
    return this.#options.timeoutMilliseconds ?? 3_000;
  }

  #now(): number {
    return (this.#options.now ?? Date.now)();
  }
}

function unavailable(name: string, message: string): LiveObjectsAnswer {
  return {
    children: [],
    events: [],
    sources: [{ name, status: 'unavailable', message }],
  };
}

function clusterSource(
  cluster: string,
  readings: Reading[],
  now: number,
): Source {
  const name = `objects in ${cluster}`;
  const failure = readings.find(reading => reading.type === 'failure');
  if (failure) {
    return {
      name,
      status: 'unavailable',
      message: clusterMessageOf({
        cluster,
        what: failure.what,
        missing: `cluster ${cluster} has no ${failure.what}`,
        status: failure.status,
      }),
    };
  }
  const isComplete = readings.every(
    reading => reading.type === 'failure' || reading.isComplete,
  );
  return {
    name,
    status: 'live',
    asOf: new Date(
      Math.min(now, ...readings.map(({ asOf }) => asOf)),
    ).toISOString(),
    message: isComplete
      ? undefined
      : 'there are so many objects that some are not told',
  };
}
