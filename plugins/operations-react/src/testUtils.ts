/**
 * An operations backend in memory and examples, for tests and for looking at screens.
 *
 * @packageDocumentation
 */
export { exampleKinds } from './testUtils/exampleKinds';
export { exampleOperation, examplePhase } from './testUtils/exampleOperation';
export { examplePlan, minutesAgo } from './testUtils/examplePlan';
export {
  failedOperation,
  succeededOperation,
  waitingOperation,
} from './testUtils/exampleStates';
export {
  FakeOperations,
  type FakeOperationsOptions,
} from './testUtils/FakeOperations';
