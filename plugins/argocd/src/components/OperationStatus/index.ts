export { OperationStatus } from './OperationStatus';
