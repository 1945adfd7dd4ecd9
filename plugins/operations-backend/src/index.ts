/**
 * The backend of the operations plugin.
 *
 * @packageDocumentation
 */
export { operationsFeatures as default } from './operationsFeatures';
