export { FleetTable, type FleetRowsProps } from './FleetTable';
