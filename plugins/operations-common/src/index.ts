/**
 * The contract of the operations plugin, and its pure rules.
 *
 * @packageDocumentation
 */
export * from './OperationsApi';
export * from './OperationsClient';
export * from './permissions';
export * from './planSchema';
export * from './requestSchema';
export * from './schema';
export * from './statusRules';
export { maximumInputDepth } from './storableInput';
