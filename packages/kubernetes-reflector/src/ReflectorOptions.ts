import type { Clock } from './Clock';
import type { Indexers } from './ProjectionStore';
import type { ReflectorTiming } from './ReflectorTiming';
import type { Transport } from './Transport';
import type { KubernetesObject } from './watchEvent';

/** How well the memory is known to equal the cluster. */
export interface ReflectorStatus {
  /**
   * - `warming`: the first list is under way
   * - `live`: everything is known, and changes arrive
   * - `stale`: changes do not arrive at present, or it is not known whether they do; what was last known is kept
   * - `unavailable`: nothing is known, and the server does not give it
   */
  readonly state: 'warming' | 'live' | 'stale' | 'unavailable';
  /** When everything was last known: the server was heard of, and nothing was missed; milliseconds since the epoch. */
  readonly asOf?: number;
  /** Why the state is not `live`. */
  readonly reason?: ReflectorFailure;
}

/** What went wrong last. */
export interface ReflectorFailure {
  /** The HTTP status with which the server refused; absent when it did not answer. */
  readonly status?: number;
  readonly message: string;
}

/** Something that happened to the memory. */
export type ReflectorEvent<T> =
  | { readonly type: 'changed'; readonly value: T; readonly previous?: T }
  | { readonly type: 'deleted'; readonly previous: T }
  | { readonly type: 'status'; readonly status: ReflectorStatus };

/** Options of {@link Reflector.create}. */
export interface ReflectorOptions<T> {
  /** How to reach the API server: usually `KubeConfigTransport.create(() => kubeConfig)`. */
  transport: Transport;
  /** The collection, for example `/apis/argoproj.io/v1alpha1/namespaces/argocd/applications`. */
  path: string;
  labelSelector?: string;
  /**
   * Picks the few fields that are kept of an object; undefined leaves the object out. Must be pure.
   *
   * Two projections are compared by their content: a change that makes no difference is told to nobody. In a list that
   * is read in pages, objects have no `kind` and no `apiVersion`.
   */
  project: (object: KubernetesObject) => T | undefined;
  /** What {@link Reflector.find} looks up; see also {@link byLabel}. Must be pure. */
  indexers?: Indexers<T>;
  logger?: { info(message: string): void; warn(message: string): void };
  timing?: Partial<ReflectorTiming>;
  clock?: Clock;
  /** A number from 0 up to 1. */
  random?: () => number;
}
