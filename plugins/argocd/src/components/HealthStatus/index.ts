export { HealthStatus, type HealthStatusProps } from './HealthStatus';
