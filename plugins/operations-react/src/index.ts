/**
 * What other plugins need to offer operations: a button with the dialog of its plan, and what is being done at present.
 *
 * @packageDocumentation
 */
export { operationsApiRef } from './api';
export {
  activityRouteRef,
  approvalsRouteRef,
  operationRouteRef,
} from './routes';
export type { OperationInput, OperationIntention } from './OperationIntention';
export { describeProgress } from './rules/describeProgress';
export { useActiveOperations } from './hooks/useActiveOperations';
export { useKinds, type KindsState } from './hooks/useKinds';
export { useOperation, type OperationState } from './hooks/useOperation';
export { useOperationDialog } from './hooks/useOperationDialog';
export { useOperations, type OperationsState } from './hooks/useOperations';
export { BusyNote } from './components/BusyNote';
export { DecisionButtons } from './components/DecisionButtons';
export { EntityActivity } from './components/EntityActivity';
export { ExpiryNote } from './components/ExpiryNote';
export { OperationActions } from './components/OperationActions';
export {
  OperationButton,
  type OperationButtonProps,
} from './components/OperationButton';
export type {
  OperationDialogOptions,
  OperationFormProps,
} from './components/OperationDialog/OperationDialogOptions';
export { undoOptionsOf } from './components/OperationDialog/undoOptionsOf';
export { OperationItem } from './components/OperationItem';
export { OperationProgress } from './components/OperationProgress';
export { OperationStatus } from './components/OperationStatus';
export { PersonName } from './components/PersonName';
export { PlanView } from './components/PlanView';
