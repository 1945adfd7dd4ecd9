export { OperationItem } from './OperationItem';
