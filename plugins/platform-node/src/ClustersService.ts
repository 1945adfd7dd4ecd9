import {
  coreServices,
  createServiceFactory,
  createServiceRef,
} from '@backstage/backend-plugin-api';
import type { KubeConfig } from '@kubernetes/client-node';
import { DefaultClustersService } from './client/DefaultClustersService';
import { readClusterConfigs } from './clusterConfig';

/**
 * How a cluster is reached: the part of a `KubeConfig` that a `KubeConfigTransport` of `@golden-path/kubernetes-reflector`
 * needs. The credentials are read anew for each request, so that a token that was replaced is not kept.
 */
export type ClusterConnection = Pick<
  KubeConfig,
  'applyToHTTPSOptions' | 'getCurrentCluster'
>;

/** The clusters that the portal may talk to, with the portal's own credentials. */
export interface ClustersService {
  names(): string[];
  /** How to reach a cluster. Rejects with a `NotFoundError` that names the known clusters. */
  get(name: string): Promise<ClusterConnection>;
  /** The configured address of a cluster's API server. Throws a `NotFoundError` that names the known clusters. */
  serverOf(name: string): string;
  /**
   * The name of the cluster whose API server is configured with this address; the first where several are. Nothing for
   * an address that means another cluster wherever it is used, such as `https://kubernetes.default.svc`.
   */
  nameOfServer(url: string): string | undefined;
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
