import { createHash } from 'node:crypto';
import type { KubernetesObject } from '@kubernetes/client-node';
import {
  hasStatusCode,
  type ClusterClient,
} from '../../cluster/ClusterClient.ts';
import { resources } from '../../cluster/resources.ts';

/** So many are kept per namespace; the API server itself forgets each an hour after it was written last. */
const defaultLimit = 150;

/** What a controller has to say about an object. */
export interface RecordedEvent {
  readonly type: 'Normal' | 'Warning';
  readonly reason: string;
  readonly message: string;
}

type EventObject = KubernetesObject & {
  readonly count?: number;
  readonly firstTimestamp?: string;
  readonly lastTimestamp?: string;
};

/** An event that is in the cluster. */
interface KnownEvent {
  readonly namespace: string;
  readonly count: number;
  readonly last: string;
}

export interface EventRecorderOptions {
  readonly client: Pick<
    ClusterClient,
    'list' | 'createAt' | 'merge' | 'deleteAt'
  >;
  /** How many events a namespace may have. */
  readonly limit?: number;
  now(): Date;
}

/** Writes events as controllers do: the same again counts up, and the oldest go when there are too many. */
export class EventRecorder {
  readonly #options: EventRecorderOptions;
  readonly #known = new Map<string, KnownEvent>();
  #listing?: Promise<void>;

  constructor(options: EventRecorderOptions) {
    this.#options = options;
  }

  async record(
    object: KubernetesObject,
    event: RecordedEvent,
    component: string,
  ): Promise<void> {
    this.#listing ??= this.#list().catch(error => {
      this.#listing = undefined;
      throw error;
    });
    await this.#listing;
    const { client, now } = this.#options;
    const { uid = '', namespace = '', name: subject } = object.metadata ?? {};
    const time = now()
      .toISOString()
      .replace(/\.\d+Z$/, 'Z');
    const digest = createHash('sha256')
      .update(JSON.stringify([uid, event.reason, event.message]))
      .digest('hex');
    const name = `${subject}.${digest.slice(0, 16)}`;
    const known = this.#known.get(name);
    if (known) {
      const count = known.count + 1;
      const counted = await client
        .merge(
          { ...resources.events, name, namespace },
          { count, lastTimestamp: time },
        )
        .catch(error => {
          if (hasStatusCode(error, 404)) {
            return undefined;
          }
          throw error;
        });
      if (counted) {
        this.#known.set(name, { namespace, count, last: time });
        return;
      }
    }
    await this.#create({ name, namespace, time }, object, {
      ...event,
      component,
    });
    await this.#forgetOldest(namespace);
  }

  async #create(
    place: { name: string; namespace: string; time: string },
    object: KubernetesObject,
    event: RecordedEvent & { component: string },
  ): Promise<void> {
    const { name, namespace, time } = place;
    const { component, ...said } = event;
    const created: EventObject = {
      apiVersion: 'v1',
      kind: 'Event',
      metadata: { name, namespace },
      firstTimestamp: time,
      lastTimestamp: time,
      count: 1,
    };
    const { apiVersion, kind, metadata } = object;
    try {
      await this.#options.client.createAt(resources.events, {
        ...created,
        ...said,
        source: { component },
        reportingComponent: component,
        reportingInstance: '',
        involvedObject: {
          apiVersion,
          kind,
          namespace,
          name: metadata?.name,
          uid: metadata?.uid,
          resourceVersion: metadata?.resourceVersion,
        },
      } as EventObject);
    } catch (error) {
      // There already, or in a namespace that is being deleted.
      if (!hasStatusCode(error, 409) && !hasStatusCode(error, 403)) {
        throw error;
      }
    }
    this.#known.set(name, { namespace, count: 1, last: time });
  }

  async #list(): Promise<void> {
    const { items } = await this.#options.client.list(resources.events);
    for (const item of items as EventObject[]) {
      const { name = '', namespace = '' } = item.metadata ?? {};
      this.#known.set(name, {
        namespace,
        count: item.count ?? 1,
        last: item.lastTimestamp ?? '',
      });
    }
  }

  async #forgetOldest(namespace: string): Promise<void> {
    const { client, limit = defaultLimit } = this.#options;
    const here = [...this.#known].filter(
      ([, event]) => event.namespace === namespace,
    );
    if (here.length <= limit) {
      return;
    }
    here.sort(([, a], [, b]) => a.last.localeCompare(b.last));
    for (const [name] of here.slice(0, here.length - limit)) {
      await client.deleteAt({ ...resources.events, name, namespace });
      this.#known.delete(name);
    }
  }
}
