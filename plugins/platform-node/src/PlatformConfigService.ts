import {
  coreServices,
  createServiceFactory,
  createServiceRef,
} from '@backstage/backend-plugin-api';
import type { PlatformConfig } from './config';

/** The `platform` key of the configuration. */
export type PlatformConfigService = PlatformConfig;

/** The `platform` key, read and checked once per process. */
export const platformConfigServiceRef =
  createServiceRef<PlatformConfigService>({
    id: 'golden-path.platform.config',
    scope: 'root',
    defaultFactory: async service =>
      createServiceFactory({
        service,
        deps: { config: coreServices.rootConfig },
        async factory({ config }) {
          const { readPlatformConfig } = await import('./config');
          return readPlatformConfig(config);
        },
      }),
  });
