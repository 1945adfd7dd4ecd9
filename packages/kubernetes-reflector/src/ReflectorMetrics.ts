import type { ReflectorStatus } from './ReflectorOptions';
import type { WatchEvent } from './watchEvent';

/** Why a collection had to be listed again. */
export type RelistReason =
  /** The server no longer knows the place in the history of changes. */
  | 'gone'
  /** The server refuses to watch from that place, or no longer knows the collection. */
  | 'refused'
  /** The server began a history of its own, as after a restore from a backup. */
  | 'other history'
  /** The list before broke off. */
  | 'unfinished list'
  /** The server cannot stream the list. */
  | 'no streaming list'
  /** The watch failed again and again at one place. */
  | 'no progress';

/** How a connection ended. */
export type ConnectionEndReason =
  /** By the server, in good order. */
  | 'ended'
  /** By the reflector, since nothing came. */
  | 'silent'
  /** The server told that the place in the history of changes is gone. */
  | 'gone'
  /** The server answered with another status. */
  | 'refused'
  /** With a line that cannot be understood. */
  | 'malformed'
  /** By the network. */
  | 'broken';

/** Counts since the start, and the present: for a caller to hand to OpenTelemetry or Prometheus. */
export interface ReflectorMetrics {
  readonly state: ReflectorStatus['state'];
  /** See {@link ReflectorStatus.asOf}. */
  readonly asOf?: number;
  /** How many projections are kept. */
  readonly size: number;
  /** When the next connection is tried, while waiting for that; milliseconds since the epoch. */
  readonly nextAttemptAt?: number;
  /** Lists that were begun, streamed or paged. */
  readonly lists: number;
  readonly relists: Readonly<Record<RelistReason, number>>;
  readonly listPages: number;
  /** Watches that the server began to answer; a streaming list is one. */
  readonly watches: number;
  /** Requests for one object that ask how far the server's history reaches. */
  readonly historyChecks: number;
  readonly connectionEnds: Readonly<Record<ConnectionEndReason, number>>;
  readonly events: Readonly<Record<WatchEvent['type'], number>>;
  readonly malformedLines: number;
  /** How often an object was left out since the projection or an indexer failed. */
  readonly unreadableObjects: number;
  readonly bytesRead: number;
  /** How long the server took to begin its last answer. */
  readonly lastAnswerMilliseconds?: number;
  /** How long the last list took. */
  readonly lastListMilliseconds?: number;
}
