/**
 * What the tests of screens share. Import it before the components: they look at the width of the screen when they load.
 *
 * @packageDocumentation
 */
export { resizeScreenTo } from './testUtils/screenWidth';
export { responseError } from './testUtils/responseError';
