/**
 * The permission policy of the platform.
 *
 * @packageDocumentation
 */
export { permissionModulePlatform as default } from './module';
