export { FleetOwners } from './FleetOwners';
