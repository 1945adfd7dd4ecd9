import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { platformPermissions } from '@golden-path/plugin-platform-common';
import {
  applicationsServiceRef,
  gitHubServiceRef,
  platformConfigServiceRef,
} from '@golden-path/plugin-platform-node';
import { createRouter } from './router';
import { AuthorizedEnvironmentsService } from './service/AuthorizedEnvironmentsService';
import { AuthorizedNamesService } from './service/AuthorizedNamesService';
import { DefaultEnvironmentsService } from './service/DefaultEnvironmentsService';
import { DefaultNamesService } from './service/DefaultNamesService';

/** The platform API: what the platform consists of and which names are free. */
export const platformPlugin = createBackendPlugin({
  pluginId: 'platform',
  register(env) {
    env.registerInit({
      deps: {
        auth: coreServices.auth,
        config: coreServices.rootConfig,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
        catalog: catalogServiceRef,
        applications: applicationsServiceRef,
        gitHub: gitHubServiceRef,
        platform: platformConfigServiceRef,
      },
      async init({ config, httpAuth, httpRouter, permissions, ...deps }) {
        deps.permissionsRegistry.addPermissions(platformPermissions);
        const names = AuthorizedNamesService.create({
          permissions,
          names: DefaultNamesService.create({
            ...deps,
            appUrl: config.getString('app.baseUrl'),
          }),
        });
        const environments = AuthorizedEnvironmentsService.create({
          permissions,
          environments: DefaultEnvironmentsService.create(deps.platform),
        });
        httpRouter.use(createRouter({ httpAuth, names, environments }));
      },
    });
  },
});
