import { isNativeError } from 'node:util/types';
import { ApiStatusError } from './ApiStatusError';
import { systemClock, waitFor, type Clock } from './Clock';
import { createCounters } from './createCounters';
import { ListWatch } from './ListWatch';
import type { ListWatchHandler } from './ListWatchHandler';
import { ProjectionStore, type StoreChange } from './ProjectionStore';
import type { ReflectorMetrics } from './ReflectorMetrics';
import type {
  ReflectorEvent,
  ReflectorOptions,
  ReflectorStatus,
} from './ReflectorOptions';
import { defaultTiming, type ReflectorTiming } from './ReflectorTiming';
import { RetryPolicy } from './RetryPolicy';
import { StatusKeeper } from './StatusKeeper';
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
  readonly #timing: ReflectorTiming;
  readonly #statusKeeper: StatusKeeper;
  readonly #counters = createCounters();
  /** What is wrong with each object that is left out. */
  readonly #unreadable = new Map<string, string>();
  #nextAttemptAt: number | undefined;
  #running: { abort: AbortController; finished: Promise<void> } | undefined;

  private constructor(options: ReflectorOptions<T>) {
    this.#options = options;
    this.#clock = options.clock ?? systemClock;
    this.#timing = { ...defaultTiming, ...options.timing };
    this.#store = new ProjectionStore(options.indexers);
    this.#statusKeeper = new StatusKeeper({
      clock: this.#clock,
      staleAfterMilliseconds: this.#timing.staleAfterMilliseconds,
      onChange: status => this.#tell(status),
    });
  }

  static create<T>(options: ReflectorOptions<T>): Reflector<T> {
    return new Reflector(options);
  }

  /** Begins to list and watch, in the background. */
  start(): void {
    if (!this.#running) {
      this.#statusKeeper.start();
      const abort = new AbortController();
      this.#running = { abort, finished: this.#run(abort.signal) };
    }
  }

  /** Ends the stream. What is in memory stays readable. */
  async stop(): Promise<void> {
    const running = this.#running;
    this.#running = undefined;
    if (running) {
      running.abort.abort();
      this.#statusKeeper.stop();
      await running.finished;
    }
  }

  /** How well the memory is known to equal the cluster. */
  status(): ReflectorStatus {
    return this.#statusKeeper.status;
  }

  get size(): number {
    return this.#store.size;
  }

  /** One projection. Objects without a namespace are found under an empty one. */
  get(namespace: string, name: string): T | undefined {
    return this.#store.get(`${namespace}/${name}`);
  }

  /** All projections, in no particular order, as a new array. */
  list(): T[] {
    return [...this.#store.values()];
  }

  /** All projections, without a copy: for one pass, before anything is awaited. */
  values(): Iterable<T> {
    return this.#store.values();
  }

  /** The projections that an indexer put under a key. */
  find(indexName: string, indexKey: string): T[] {
    return [...this.#store.find(indexName, indexKey)];
  }

  /** Counts since the start, and the present. Cheap enough to be called for each collection of metrics. */
  metrics(): ReflectorMetrics {
    const { state, asOf } = this.status();
    const { relists, connectionEnds, events } = this.#counters;
    return {
      ...this.#counters,
      relists: { ...relists },
      connectionEnds: { ...connectionEnds },
      events: { ...events },
      state,
      asOf,
      size: this.size,
      nextAttemptAt: this.#nextAttemptAt,
    };
  }

  /** Calls back after every change, with the change. Returns a function that ends this. */
  subscribe(listener: (event: ReflectorEvent<T>) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async #run(signal: AbortSignal): Promise<void> {
    const {
      transport,
      path,
      labelSelector,
      random = Math.random,
    } = this.#options;
    const retryPolicy = new RetryPolicy(this.#timing, random);
    const listWatch = new ListWatch({
      transport,
      path,
      labelSelector,
      random,
      timing: this.#timing,
      clock: this.#clock,
      counters: this.#counters,
      handler: this.#handler(signal),
    });
    while (!signal.aborted) {
      const retry = retryPolicy.after(await listWatch.follow(signal));
      if (signal.aborted) {
        return;
      }
      if (retry.failure !== undefined) {
        this.#statusKeeper.fail({
          status:
            retry.failure instanceof ApiStatusError
              ? retry.failure.status
              : undefined,
          message: messageOf(retry.failure),
        });
      }
      this.#nextAttemptAt = this.#clock.now() + retry.delayMilliseconds;
      await waitFor(this.#clock, retry.delayMilliseconds, signal);
      this.#nextAttemptAt = undefined;
    }
  }

  #handler(signal: AbortSignal): ListWatchHandler {
    let listed: Set<string> | undefined;
    return {
      listStarted: () => {
        listed = new Set();
      },
      present: object => {
        const key = keyOf(object);
        listed?.add(key);
        this.#upsert(object, key);
      },
      absent: object => this.#delete(keyOf(object)),
      listFinished: trueAt => {
        for (const key of [...this.#store.keys(), ...this.#unreadable.keys()]) {
          // What is no longer listed was deleted while nobody watched.
          if (!listed?.has(key)) {
            this.#delete(key);
          }
        }
        listed = undefined;
        this.#statusKeeper.live(trueAt);
      },
      heard: () => {
        if (!signal.aborted) {
          this.#statusKeeper.live(this.#clock.now());
        }
      },
    };
  }

  #upsert(object: KubernetesObject, key: string): void {
    let value: T | undefined;
    let change: StoreChange<T> = { type: 'none' };
    try {
      value = this.#options.project(object);
      change = value === undefined ? change : this.#store.set(key, value);
      this.#unreadable.delete(key);
    } catch (error) {
      // One object of an unexpected shape must not hide all others.
      value = undefined;
      this.#leaveOut(key, messageOf(error));
    }
    if (value === undefined) {
      this.#deleteValue(key);
    } else if (change.type === 'set') {
      this.#emit({ type: 'changed', value, previous: change.previous });
    }
  }

  #leaveOut(key: string, message: string): void {
    this.#counters.unreadableObjects++;
    // Once for each fault, not for each event.
    if (this.#unreadable.get(key) !== message) {
      this.#unreadable.set(key, message);
      this.#options.logger?.warn(
        `Left out ${key} of ${this.#options.path}: ${message}`,
      );
    }
  }

  #tell(status: ReflectorStatus): void {
    const because = status.reason ? `: ${status.reason.message}` : '';
    this.#options.logger?.[status.state === 'live' ? 'info' : 'warn'](
      `${this.#options.path} is ${status.state}, ${
        this.size
      } objects${because}`,
    );
    this.#emit({ type: 'status', status });
  }

  #deleteValue(key: string): void {
    const previous = this.#store.delete(key);
    if (previous !== undefined) {
      this.#emit({ type: 'deleted', previous });
    }
  }

  #delete(key: string): void {
    this.#unreadable.delete(key);
    this.#deleteValue(key);
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
  return isNativeError(error) ? error.message : String(error);
}
