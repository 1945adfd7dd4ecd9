import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { operationsExtensionPoint } from '@golden-path/plugin-operations-node';
import {
  applicationsServiceRef,
  clustersServiceRef,
  gitHubServiceRef,
  platformConfigServiceRef,
  repositoryWriterServiceRef,
} from '@golden-path/plugin-platform-node';
import { parseImage } from './client/parseImage';
import { readArgocdConfig } from './config';
import { defineCreateApplications } from './operations/applications/createApplications';
import { createArgocdOperations } from './operations/createArgocdOperations';
import { applicationsReadModelRef } from './service/ApplicationsReadModel';
import { applicationWriterRef } from './service/applicationWriterRef';
import { liveObjectsRef } from './service/LiveObjects';

/** Lets people sync, deploy, promote and roll back what Argo CD runs. */
export const argocdOperationsModule = createBackendModule({
  pluginId: 'operations',
  moduleId: 'argocd',
  register(registry) {
    registry.registerInit({
      deps: {
        operations: operationsExtensionPoint,
        applications: applicationsReadModelRef,
        applicationsService: applicationsServiceRef,
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        clusters: clustersServiceRef,
        config: coreServices.rootConfig,
        gitHub: gitHubServiceRef,
        liveObjects: liveObjectsRef,
        platform: platformConfigServiceRef,
        repositories: repositoryWriterServiceRef,
        writer: applicationWriterRef,
      },
      async init({ operations, clusters, config, platform, ...services }) {
        const { readOnly, delivery } = readArgocdConfig(
          config,
          clusters.names(),
        );
        operations.addOperations(
          ...createArgocdOperations({
            ...services,
            rules: { ...platform, repositoryHosts: services.gitHub.hosts() },
            readOnly,
            delivery,
            starterImage:
              platform.starterImage && parseImage(platform.starterImage).name,
          }),
          defineCreateApplications({ ...services, platform, readOnly }),
        );
      },
    });
  },
});
