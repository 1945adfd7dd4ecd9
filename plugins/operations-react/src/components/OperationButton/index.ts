export { OperationButton, type OperationButtonProps } from './OperationButton';
