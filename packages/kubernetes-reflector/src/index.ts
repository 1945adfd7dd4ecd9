/**
 * Keeps a projection of Kubernetes objects in memory, by list and watch.
 *
 * @packageDocumentation
 */
export { ApiStatusError } from './ApiStatusError';
export { byLabel } from './byLabel';
export { systemClock, type Clock } from './Clock';
export {
  KubeConfigTransport,
  type ClusterConnection,
} from './KubeConfigTransport';
export type { Indexers } from './ProjectionStore';
export { Reflector } from './Reflector';
export type {
  ConnectionEndReason,
  ReflectorMetrics,
  RelistReason,
} from './ReflectorMetrics';
export type {
  ReflectorEvent,
  ReflectorFailure,
  ReflectorOptions,
  ReflectorStatus,
} from './ReflectorOptions';
export type { ReflectorTiming } from './ReflectorTiming';
export type { Transport } from './Transport';
export type { KubernetesObject } from './watchEvent';
