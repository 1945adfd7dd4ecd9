import {
  coreServices,
  createServiceFactory,
  createServiceRef,
} from '@backstage/backend-plugin-api';
import type { KubeConfig } from '@kubernetes/client-node';
import { DefaultClustersService } from './client/DefaultClustersService';
import { readClusterConfigs } from './clusterConfig';

/** The clusters that the portal may talk to, with the portal's own credentials. */
export interface ClustersService {
  names(): string[];
  /** How to reach a cluster, as the current context. Throws a `NotFoundError` that names the known ones. */
  get(name: string): KubeConfig;
}

/** The clusters of `kubernetes.clusterLocatorMethods`, one set for all plugins of a process. */
export const clustersServiceRef = createServiceRef<ClustersService>({
  id: 'golden-path.platform.clusters',
  scope: 'root',
  defaultFactory: async service =>
    createServiceFactory({
      service,
      deps: { config: coreServices.rootConfig },
      async factory({ config }) {
        return DefaultClustersService.create({
          clusters: readClusterConfigs(config),
        });
      },
    }),
});
