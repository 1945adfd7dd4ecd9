export { FleetEmptyState } from './FleetEmptyState';
