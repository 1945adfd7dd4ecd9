import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { scaffolderActionsExtensionPoint } from '@backstage/plugin-scaffolder-node';
import { OperationsClient } from '@golden-path/plugin-operations-common';
import { PlatformClient } from '@golden-path/plugin-platform-common';
import {
  applicationsServiceRef,
  gitHubServiceRef,
  platformConfigServiceRef,
} from '@golden-path/plugin-platform-node';
import { createArgoCdResourcesAction } from './actions/createArgoCdResourcesAction';
import { createEntityAwaitAction } from './actions/createEntityAwaitAction';
import { createFailureReportAction } from './actions/createFailureReportAction';
import { createNameCheckAction } from './actions/createNameCheckAction';
import { createOperationRunAction } from './actions/createOperationRunAction';
import { AuthorizedServiceCreationService } from './service/AuthorizedServiceCreationService';
import { DefaultServiceCreationService } from './service/DefaultServiceCreationService';

/** Gives templates the actions of the platform. */
export const scaffolderModulePlatform = createBackendModule({
  pluginId: 'scaffolder',
  moduleId: 'platform',
  register(env) {
    env.registerInit({
      deps: {
        scaffolder: scaffolderActionsExtensionPoint,
        auth: coreServices.auth,
        config: coreServices.rootConfig,
        discovery: coreServices.discovery,
        userInfo: coreServices.userInfo,
        catalog: catalogServiceRef,
        applications: applicationsServiceRef,
        gitHub: gitHubServiceRef,
        platform: platformConfigServiceRef,
      },
      async init({ scaffolder, config, discovery, ...deps }) {
        const clients = { fetchApi: { fetch }, discoveryApi: discovery };
        const appUrl = config.getString('app.baseUrl');
        const creation = AuthorizedServiceCreationService.create({
          ...deps,
          creation: DefaultServiceCreationService.create({
            ...deps,
            platformApi: new PlatformClient(clients),
            appUrl,
          }),
        });
        const operations = new OperationsClient(clients);
        scaffolder.addActions(
          createNameCheckAction({ creation }),
          createArgoCdResourcesAction({ ...deps, operations, appUrl }),
          createEntityAwaitAction({ catalog: deps.catalog }),
          createFailureReportAction({ creation }),
          createOperationRunAction({ ...deps, operations, appUrl }),
        );
      },
    });
  },
});
