import { InputError, NotFoundError } from '@backstage/errors';
import { KubeConfig } from '@kubernetes/client-node';
import type { ClusterConfig } from '../clusterConfig';
import type { ClustersService } from '../ClustersService';

function toKubeConfig(cluster: ClusterConfig): KubeConfig {
  const kubeConfig = new KubeConfig();
  if (cluster.serviceAccountToken === undefined) {
    if (!process.env.KUBERNETES_SERVICE_HOST) {
      throw new InputError(
        `Cluster '${cluster.name}' in kubernetes.clusterLocatorMethods has no serviceAccountToken, and the portal does not run inside of a cluster: set the token`,
      );
    }
    kubeConfig.loadFromCluster();
    return kubeConfig;
  }
  kubeConfig.loadFromClusterAndUser(
    {
      name: cluster.name,
      server: cluster.url,
      caData: cluster.caData,
      caFile: cluster.caFile,
      skipTLSVerify: cluster.skipTLSVerify,
    },
    { name: cluster.name, token: cluster.serviceAccountToken },
  );
  return kubeConfig;
}

/** Clusters as they are written in the configuration. */
export class DefaultClustersService implements ClustersService {
  readonly #clusters: ReadonlyMap<string, KubeConfig>;

  static create(options: {
    clusters: readonly ClusterConfig[];
  }): DefaultClustersService {
    return new DefaultClustersService(
      new Map(
        options.clusters.map(cluster => [cluster.name, toKubeConfig(cluster)]),
      ),
    );
  }

  private constructor(clusters: ReadonlyMap<string, KubeConfig>) {
    this.#clusters = clusters;
  }

  names(): string[] {
    return [...this.#clusters.keys()];
  }

  get(name: string): KubeConfig {
    const kubeConfig = this.#clusters.get(name);
    if (!kubeConfig) {
      const known = this.names().join(', ') || 'none';
      throw new NotFoundError(
        `There is no cluster '${name}' in kubernetes.clusterLocatorMethods. Known clusters: ${known}`,
      );
    }
    return kubeConfig;
  }
}
