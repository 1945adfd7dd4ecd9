import { NotFoundError } from '@backstage/errors';
import type { ClusterConfig } from '../clusterConfig';
import type { ClusterConnection, ClustersService } from '../ClustersService';
import { comparableServer } from '../comparableServer';
import { ConfiguredCluster } from './ConfiguredCluster';

interface KnownCluster {
  readonly config: ClusterConfig;
  readonly connection: ClusterConnection;
}

/** Clusters as they are written in the configuration. */
export class DefaultClustersService implements ClustersService {
  readonly #clusters: ReadonlyMap<string, KnownCluster>;

  static create(options: {
    clusters: readonly ClusterConfig[];
  }): DefaultClustersService {
    return new DefaultClustersService(
      new Map(
        options.clusters.map(config => [
          config.name,
          { config, connection: ConfiguredCluster.create(config) },
        ]),
      ),
    );
  }

  private constructor(clusters: ReadonlyMap<string, KnownCluster>) {
    this.#clusters = clusters;
  }

  names(): string[] {
    return [...this.#clusters.keys()];
  }

  async get(name: string): Promise<ClusterConnection> {
    return this.#cluster(name).connection;
  }

  serverOf(name: string): string {
    return this.#cluster(name).config.url;
  }

  nameOfServer(url: string): string | undefined {
    const server = comparableServer(url);
    return server === undefined
      ? undefined
      : [...this.#clusters.values()].find(
          ({ config }) => comparableServer(config.url) === server,
        )?.config.name;
  }

  #cluster(name: string): KnownCluster {
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
