/**
 * The backend of the operations plugin.
 *
 * @packageDocumentation
 */
export { operationsPlugin as default } from './plugin';
