import { createBackendFeatureLoader } from '@backstage/backend-plugin-api';
import { argocdOperationsModule } from './operationsModule';
import { argocdPlugin } from './plugin';

/**
 * What Argo CD contributes to a backend: the reads as a plugin, and the operations as a module of the plugin
 * `operations`, because extension points reach only modules of their own plugin. Without that plugin, the reads work
 * alone.
 */
export const argocdFeatures = createBackendFeatureLoader({
  loader() {
    return [argocdPlugin, argocdOperationsModule];
  },
});
