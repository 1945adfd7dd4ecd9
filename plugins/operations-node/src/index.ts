/**
 * How plugins contribute operations: what changes something outside the portal.
 *
 * @packageDocumentation
 */
export { defineOperation } from './defineOperation';
export type {
  AnyOperationDefinition,
  InputSchema,
  OperationDefinition,
  OperationPhase,
  OperationSubject,
  OperationUndo,
  PhaseContext,
  PhaseResult,
  PlanContext,
  RunningOperation,
  UndoContext,
} from './OperationDefinition';
export {
  operationsExtensionPoint,
  type OperationsExtensionPoint,
} from './operationsExtensionPoint';
export type { PlannedOperation } from './PlannedOperation';
