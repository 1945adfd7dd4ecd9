import {
  coreServices,
  createServiceFactory,
  createServiceRef,
} from '@backstage/backend-plugin-api';
import { readPlatformConfig, type PlatformConfig } from './config';

/** The `platform` key of the configuration. */
export type PlatformConfigService = PlatformConfig;

/** The `platform` key, read and checked once per process. */
export const platformConfigServiceRef = createServiceRef<PlatformConfigService>(
  {
    id: 'golden-path.platform.config',
    scope: 'root',
    defaultFactory: async service =>
      createServiceFactory({
        service,
        deps: { config: coreServices.rootConfig },
        factory({ config }) {
          return readPlatformConfig(config);
        },
      }),
  },
);
