import { createBackendFeatureLoader } from '@backstage/backend-plugin-api';
import { operationsHealth } from './health/operationsHealth';
import { operationsPlugin } from './plugin';

/** What operations add to a backend: the plugin, and its engine in the readiness of the process. */
export const operationsFeatures = createBackendFeatureLoader({
  loader() {
    return [operationsPlugin, operationsHealth];
  },
});
