export { FleetList } from './FleetList';
