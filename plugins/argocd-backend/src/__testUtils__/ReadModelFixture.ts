import { NotFoundError } from '@backstage/errors';
import type { ClustersService } from '@golden-path/plugin-platform-node';
import { KubeConfig } from '@kubernetes/client-node';
import type { ArgocdConfig } from '../config';
import { DefaultApplicationsReadModel } from '../service/DefaultApplicationsReadModel';
import { FakeCluster, type FakeObject } from './FakeCluster';

/** An Application as Argo CD writes it. */
export function applicationOf(
  name: string,
  options: { namespace?: string; project?: string; rollout?: string } = {},
): FakeObject {
  const { namespace = 'argocd', project = 'orders', rollout } = options;
  return {
    metadata: { name, namespace, resourceVersion: '1' },
    spec: { project, destination: { namespace: 'orders' } },
    status: {
      health: { status: 'Healthy' },
      resources: rollout
        ? [
            {
              group: 'argoproj.io',
              kind: 'Rollout',
              namespace: 'orders',
              name: rollout,
            },
          ]
        : [],
    },
  };
}

/** A Rollout with two steps. */
export function rolloutOf(name: string, status: object): FakeObject {
  return {
    metadata: { name, namespace: 'orders', generation: 2 },
    spec: {
      strategy: { canary: { steps: [{ setWeight: 30 }, { pause: {} }] } },
    },
    status: { observedGeneration: '2', phase: 'Healthy', ...status },
  };
}

/** The instance `main` in the cluster `sandbox`. */
export function mainInstance(
  options: { applicationNamespaces?: string[] | '*' } = {},
): ArgocdConfig['instances'][number] {
  return {
    type: 'cluster',
    name: 'main',
    cluster: 'sandbox',
    namespace: 'argocd',
    applicationNamespaces: [],
    ...options,
  };
}

/** Read models before fake clusters. */
export class ReadModelFixture {
  readonly logger = { info: jest.fn(), warn: jest.fn() };
  readonly #clusters = new Map<string, FakeCluster>();
  readonly #stops: (() => Promise<void>)[] = [];

  async startCluster(
    name: string,
    content: Record<string, FakeObject[]>,
  ): Promise<FakeCluster> {
    const cluster = await FakeCluster.start(content);
    this.#clusters.set(name, cluster);
    this.stopAfterwards(() => cluster.stop());
    return cluster;
  }

  start(
    instances: ArgocdConfig['instances'] = [mainInstance()],
  ): DefaultApplicationsReadModel {
    const readModel = DefaultApplicationsReadModel.create({
      instances,
      clusters: this.#service(),
      logger: this.logger,
    });
    this.#stops.unshift(() => readModel.stop());
    readModel.start();
    return readModel;
  }

  stopAfterwards(stop: () => Promise<void>): void {
    this.#stops.push(stop);
  }

  async stop(): Promise<void> {
    for (const stop of this.#stops) {
      await stop();
    }
  }

  #service(): ClustersService {
    const urlOf = (name: string) => {
      const cluster = this.#clusters.get(name);
      if (!cluster) {
        throw new NotFoundError(`There is no cluster ${name}.`);
      }
      return cluster.url;
    };
    return {
      names: () => [...this.#clusters.keys()],
      async get(name) {
        const kubeConfig = new KubeConfig();
        kubeConfig.loadFromClusterAndUser(
          { name, server: urlOf(name), skipTLSVerify: true },
          { name, token: 'portal-token' },
        );
        return kubeConfig;
      },
      serverOf: urlOf,
      nameOfServer: () => undefined,
    };
  }
}

/** Whether all that a read model reads is known. */
export function isLive(readModel: DefaultApplicationsReadModel): () => boolean {
  return () => readModel.sources().every(({ status }) => status === 'live');
}
