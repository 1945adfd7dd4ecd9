/**
 * The backend of the operations plugin.
 *
 * @packageDocumentation
 */
export { operationsHealth } from './health/operationsHealth';
export { operationsPlugin as default } from './plugin';
