/**
 * The platform in the browser.
 *
 * @packageDocumentation
 */
export { platformApiRef } from './api';
export {
  platformFeatures as default,
  platformPlugin,
  platformScaffolderModule,
} from './plugin';
