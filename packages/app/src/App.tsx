import { createApp } from '@backstage/frontend-defaults';
import { modules } from './modules/modules';

/** The portal: plugins are discovered, what is its own is listed in modules. */
export default createApp({ features: modules });
