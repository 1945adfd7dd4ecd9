import type { ConnectionEndReason } from './ReflectorMetrics';
import type { KubernetesObject } from './watchEvent';

/** What a list and watch tells about the collection. */
export interface ListWatchHandler {
  /** All objects that exist follow. */
  listStarted(): void;
  present(object: KubernetesObject): void;
  absent(object: KubernetesObject): void;
  /**
   * All objects that existed have been told.
   *
   * @param trueAt - when they existed; milliseconds since the epoch
   */
  listFinished(trueAt: number): void;
  /** The server was heard of, and nothing has been missed. */
  heard(): void;
}

/** How one connection ended. */
export interface ConnectionEnd {
  readonly reason: ConnectionEndReason;
  /** Whether it watched for long enough to count as a success. */
  readonly wasStable: boolean;
  /** Whether it brought changes, however short it was. */
  readonly madeProgress: boolean;
  /** Absent for an end in good order: by the server's clock, or by silence. */
  readonly failure?: unknown;
  /** The failure is answered by another kind of request, which need not wait. */
  readonly hasOtherWay: boolean;
}
