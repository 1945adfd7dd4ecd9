/** What is compiled into one file: the plugin, and the kinds of the measurement, on the same extension point. */
export { default as operationsPlugin } from '@golden-path/plugin-operations-backend';
export { noopOperations } from './noopOperations';
