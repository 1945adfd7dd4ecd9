import { ApiStatusError } from './ApiStatusError';
import { Backoff } from './Backoff';
import { systemClock, waitFor, type Clock } from './Clock';
import { ListWatch, type ListWatchHandler } from './ListWatch';
import { ProjectionStore } from './ProjectionStore';
import type {
  ReflectorEvent,
  ReflectorFailure,
  ReflectorOptions,
  ReflectorStatus,
} from './ReflectorOptions';
import type { KubernetesObject } from './watchEvent';

/**
 * Keeps a projection of all objects of one Kubernetes collection in memory: lists them once, then watches.
 *
 * After every interruption it goes on where it was, or lists again where the server no longer knows that place; what
 * is in memory stays readable all the time, with its age.
 */
export class Reflector<T> {
  readonly #options: ReflectorOptions<T>;
  readonly #clock: Clock;
  readonly #store: ProjectionStore<T>;
  readonly #listeners = new Set<(event: ReflectorEvent<T>) => void>();
  #status: ReflectorStatus = { state: 'warming' };
  #listed: Set<string> | undefined;
  #running: { abort: AbortController; finished: Promise<void> } | undefined;

  private constructor(options: ReflectorOptions<T>) {
    this.#options = options;
    this.#clock = options.clock ?? systemClock;
    this.#store = new ProjectionStore(options.indexers);
  }

  static create<T>(options: ReflectorOptions<T>): Reflector<T> {
    return new Reflector(options);
  }

  /** Begins to list and watch, in the background. */
  start(): void {
    if (!this.#running) {
      const abort = new AbortController();
      this.#running = { abort, finished: this.#run(abort.signal) };
    }
  }

  /** Ends the stream. What is in memory stays readable. */
  async stop(): Promise<void> {
    const running = this.#running;
    this.#running = undefined;
    running?.abort.abort();
    await running?.finished;
  }

  /** How well the memory is known to equal the cluster. */
  status(): ReflectorStatus {
    return this.#status;
  }

  get size(): number {
    return this.#store.size;
  }

  /** One projection. Objects without a namespace are found under an empty one. */
  get(namespace: string, name: string): T | undefined {
    return this.#store.get(`${namespace}/${name}`);
  }

  /** All projections, in no particular order. */
  list(): T[] {
    return this.#store.values();
  }

  /** The projections that an indexer put under a key. */
  find(indexName: string, indexKey: string): T[] {
    return this.#store.find(indexName, indexKey);
  }

  /** Calls back after every change, with the change. Returns a function that ends this. */
  subscribe(listener: (event: ReflectorEvent<T>) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async #run(signal: AbortSignal): Promise<void> {
    const { transport, path, labelSelector, timing, random } = this.#options;
    const backoff = new Backoff({
      maximumMilliseconds: timing?.maximumBackoffMilliseconds,
      random,
    });
    const listWatch = new ListWatch({
      transport,
      path,
      labelSelector,
      timing,
      random,
      clock: this.#clock,
      handler: this.#handler(),
    });
    // Once only in a row, so that a server that always refuses is not asked again and again.
    let tookOtherWay = false;
    while (!signal.aborted) {
      const end = await listWatch.follow(signal);
      if (signal.aborted) {
        return;
      }
      if (end.wasStable) {
        backoff.reset();
        tookOtherWay = false;
      }
      const takesOtherWay: boolean = end.hasOtherWay === true && !tookOtherWay;
      tookOtherWay = takesOtherWay;
      if (end.failure !== undefined && !takesOtherWay) {
        this.#fail(end.failure);
      }
      const goesOnAtOnce = takesOtherWay || (end.wasStable && !end.failure);
      await waitFor(
        this.#clock,
        goesOnAtOnce
          ? 0
          : Math.max(backoff.next(), retryAfterMilliseconds(end.failure)),
        signal,
      );
    }
  }

  #handler(): ListWatchHandler {
    return {
      listStarted: () => {
        this.#listed = new Set();
      },
      present: object => this.#upsert(object),
      absent: object => this.#delete(keyOf(object)),
      listFinished: () => {
        const listed = this.#listed;
        this.#listed = undefined;
        for (const key of this.#store.keys()) {
          // What is no longer listed was deleted while nobody watched.
          if (!listed?.has(key)) {
            this.#delete(key);
          }
        }
        this.#setStatus({ state: 'live', asOf: this.#clock.now() });
      },
      heard: () => {
        this.#setStatus({ state: 'live', asOf: this.#clock.now() });
      },
    };
  }

  #upsert(object: KubernetesObject): void {
    const key = keyOf(object);
    const { resourceVersion } = object.metadata;
    this.#listed?.add(key);
    if (this.#store.has(key, resourceVersion)) {
      return;
    }
    const value = this.#project(object, key);
    if (value === undefined) {
      this.#delete(key);
      return;
    }
    const previous = this.#store.set(key, { resourceVersion, value });
    this.#emit({ type: 'changed', value, previous });
  }

  #project(object: KubernetesObject, key: string): T | undefined {
    try {
      return this.#options.project(object);
    } catch (error) {
      // One object of an unexpected shape must not hide all others.
      this.#options.logger?.warn(
        `Left out ${key} of ${this.#options.path}: ${messageOf(error)}`,
      );
      return undefined;
    }
  }

  #delete(key: string): void {
    const previous = this.#store.delete(key);
    if (previous !== undefined) {
      this.#emit({ type: 'deleted', previous });
    }
  }

  #fail(failure: unknown): void {
    const reason: ReflectorFailure = {
      status: failure instanceof ApiStatusError ? failure.status : undefined,
      message: messageOf(failure),
    };
    const { asOf } = this.#status;
    this.#setStatus({
      state: asOf === undefined ? 'unavailable' : 'stale',
      asOf,
      reason,
    });
  }

  #setStatus(status: ReflectorStatus): void {
    const previous = this.#status;
    this.#status = status;
    const isSame =
      previous.state === status.state &&
      previous.reason?.message === status.reason?.message;
    if (isSame) {
      return;
    }
    const because = status.reason ? `: ${status.reason.message}` : '';
    this.#options.logger?.[status.state === 'live' ? 'info' : 'warn'](
      `${this.#options.path} is ${status.state}, ${
        this.size
      } objects${because}`,
    );
    this.#emit({ type: 'status', status });
  }

  #emit(event: ReflectorEvent<T>): void {
    for (const listener of this.#listeners) {
      try {
        listener(event);
      } catch (error) {
        // A listener's fault is not the server's: it must not end the stream.
        this.#options.logger?.warn(`A listener failed: ${messageOf(error)}`);
      }
    }
  }
}

function keyOf({ metadata }: KubernetesObject): string {
  return `${metadata.namespace ?? ''}/${metadata.name}`;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function retryAfterMilliseconds(failure: unknown): number {
  return failure instanceof ApiStatusError
    ? (failure.retryAfterSeconds ?? 0) * 1000
    : 0;
}
