export { argocdPlugin as default } from './plugin';
export { argocdApiRef } from './api';
export { Age, type AgeProps } from './components/Age';
export {
  HealthStatus,
  type HealthStatusProps,
} from './components/HealthStatus';
export { SyncStatus } from './components/SyncStatus';
