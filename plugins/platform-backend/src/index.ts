/**
 * The platform API of the portal.
 *
 * @packageDocumentation
 */
export { platformPlugin as default } from './plugin';
