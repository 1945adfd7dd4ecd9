import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import { argocdPermissions } from '@golden-path/plugin-argocd-common';
import { platformConfigServiceRef } from '@golden-path/plugin-platform-node';
import { createRouter } from './router';
import { applicationsReadModelRef } from './service/ApplicationsReadModel';
import { AuthorizedDeploymentsService } from './service/AuthorizedDeploymentsService';
import { ChangeAnnouncer } from './service/ChangeAnnouncer';
import { DefaultDeploymentsService } from './service/DefaultDeploymentsService';

/** Tells what Argo CD deploys for catalog entities. */
export const argocdPlugin = createBackendPlugin({
  pluginId: 'argocd',
  register(registry) {
    registry.registerInit({
      deps: {
        applications: applicationsReadModelRef,
        auditor: coreServices.auditor,
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        logger: coreServices.logger,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
        platform: platformConfigServiceRef,
        signals: signalsServiceRef,
      },
      async init(services) {
        services.permissionsRegistry.addPermissions(argocdPermissions);
        const deployments = DefaultDeploymentsService.create({
          ...services,
          announcer: ChangeAnnouncer.create(services),
          rules: services.platform,
        });
        services.httpRouter.use(
          createRouter({
            ...services,
            deployments: AuthorizedDeploymentsService.create({
              ...services,
              deployments,
            }),
          }),
        );
      },
    });
  },
});
