/**
 * Keeps a projection of Kubernetes objects in memory, by list and watch.
 *
 * @packageDocumentation
 */
export { ApiStatusError } from './ApiStatusError';
export { systemClock, type Clock } from './Clock';
export { KubeConfigTransport } from './KubeConfigTransport';
export type { Indexers } from './ProjectionStore';
export { Reflector } from './Reflector';
export type {
  ReflectorEvent,
  ReflectorFailure,
  ReflectorOptions,
  ReflectorStatus,
  ReflectorTiming,
} from './ReflectorOptions';
export type { Transport } from './Transport';
export type { KubernetesObject } from './watchEvent';
