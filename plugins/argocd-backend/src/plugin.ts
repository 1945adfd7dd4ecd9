import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { actionsRegistryServiceRef } from '@backstage/backend-plugin-api/alpha';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import { argocdPermissions } from '@golden-path/plugin-argocd-common';
import {
  commitHistoryRef,
  gitHubServiceRef,
  platformConfigServiceRef,
} from '@golden-path/plugin-platform-node';
import { createDeploymentActions } from './actions/createDeploymentActions';
import { createRouter } from './router';
import { applicationsReadModelRef } from './service/ApplicationsReadModel';
import { AuthorizedDeploymentsService } from './service/AuthorizedDeploymentsService';
import { ChangeAnnouncer } from './service/ChangeAnnouncer';
import { DefaultDeploymentCommits } from './service/DefaultDeploymentCommits';
import { DefaultDeploymentsService } from './service/DefaultDeploymentsService';
import { Fleet } from './service/Fleet';
import { liveObjectsRef } from './service/LiveObjects';
import { VisibleEntities } from './service/VisibleEntities';

/** Tells what Argo CD deploys for catalog entities. */
export const argocdPlugin = createBackendPlugin({
  pluginId: 'argocd',
  register(registry) {
    registry.registerInit({
      deps: {
        actionsRegistry: actionsRegistryServiceRef,
        applications: applicationsReadModelRef,
        auditor: coreServices.auditor,
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        commitHistory: commitHistoryRef,
        gitHub: gitHubServiceRef,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        liveObjects: liveObjectsRef,
        logger: coreServices.logger,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
        platform: platformConfigServiceRef,
        signals: signalsServiceRef,
      },
      async init(services) {
        services.permissionsRegistry.addPermissions(argocdPermissions);
        const shared = {
          ...services,
          announcer: ChangeAnnouncer.create(services),
          entities: VisibleEntities.create(services),
          rules: {
            ...services.platform,
            repositoryHosts: services.gitHub.hosts(),
          },
        };
        const deployments = AuthorizedDeploymentsService.create({
          ...shared,
          deployments: DefaultDeploymentsService.create({
            ...shared,
            commits: DefaultDeploymentCommits.create({
              ...shared,
              environments: shared.rules.environments,
              hosts: shared.rules.repositoryHosts,
            }),
          }),
          fleet: Fleet.create(shared),
        });
        services.httpRouter.use(createRouter({ ...services, deployments }));
        createDeploymentActions({ ...services, deployments });
      },
    });
  },
});
