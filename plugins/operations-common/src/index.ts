/**
 * The contract of the operations plugin, and its pure rules.
 *
 * @packageDocumentation
 */
export * from './OperationsApi';
export * from './OperationsClient';
export * from './permissions';
export * from './schema';
export * from './statusRules';
export { maximumInputDepth } from './storableInput';
