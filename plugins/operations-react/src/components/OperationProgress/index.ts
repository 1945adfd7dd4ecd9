export { OperationFacts } from './OperationFacts';
export { OperationOutcome } from './OperationOutcome';
export { OperationProgress } from './OperationProgress';
