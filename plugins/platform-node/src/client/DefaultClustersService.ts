import { InputError, NotFoundError } from '@backstage/errors';
import type { KubeConfig } from '@kubernetes/client-node';
import type { ClusterConfig } from '../clusterConfig';
import type { ClustersService } from '../ClustersService';
import { comparableServer } from '../comparableServer';

function assertCredentials(cluster: ClusterConfig): void {
  if (
    cluster.serviceAccountToken === undefined &&
    !process.env.KUBERNETES_SERVICE_HOST
  ) {
    throw new InputError(
      `Cluster '${cluster.name}' in kubernetes.clusterLocatorMethods has no serviceAccountToken, and the portal does not run inside of a cluster: set the token`,
    );
  }
}

/** Clusters as they are written in the configuration. */
export class DefaultClustersService implements ClustersService {
  readonly #clusters: ReadonlyMap<string, ClusterConfig>;

  static create(options: {
    clusters: readonly ClusterConfig[];
  }): DefaultClustersService {
    options.clusters.forEach(assertCredentials);
    return new DefaultClustersService(
      new Map(options.clusters.map(cluster => [cluster.name, cluster])),
    );
  }

  private constructor(clusters: ReadonlyMap<string, ClusterConfig>) {
    this.#clusters = clusters;
  }

  names(): string[] {
    return [...this.#clusters.keys()];
  }

  async get(name: string): Promise<KubeConfig> {
    const cluster = this.#cluster(name);
    // The import takes longer than all of our plugins together, so that the start does not wait for it.
    const { KubeConfig: Connection } = await import('@kubernetes/client-node');
    const kubeConfig = new Connection();
    if (cluster.serviceAccountToken === undefined) {
      // Reads the mounted token when it is first used, and again after a minute.
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

  serverOf(name: string): string {
    return this.#cluster(name).url;
  }

  nameOfServer(url: string): string | undefined {
    const server = comparableServer(url);
    return server === undefined
      ? undefined
      : [...this.#clusters.values()].find(
          cluster => comparableServer(cluster.url) === server,
        )?.name;
  }

  #cluster(name: string): ClusterConfig {
    const cluster = this.#clusters.get(name);
    if (!cluster) {
      const known = this.names().join(', ') || 'none';
      throw new NotFoundError(
        `There is no cluster '${name}' in kubernetes.clusterLocatorMethods. Known clusters: ${known}`,
      );
    }
    return cluster;
  }
}
