export { argocdPlugin as default } from './plugin';
export { argocdApiRef } from './api';
export {
  HealthStatus,
  type HealthStatusProps,
} from './components/HealthStatus';
export { SyncStatus } from './components/SyncStatus';
export {
  NeedsAttention,
  type NeedsAttentionProps,
} from './components/NeedsAttention';
export type { FleetState } from './hooks/useFleet';
export { useFleetAttention } from './hooks/useFleetAttention';
