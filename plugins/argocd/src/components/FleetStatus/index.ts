export { FleetStatus } from './FleetStatus';
