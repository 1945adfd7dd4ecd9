export { OperationActions } from './OperationActions';
