import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { KubeConfig } from '@kubernetes/client-node';
import { ClusterClient } from '../cluster/ClusterClient.ts';
import { installClusterContent } from '../cluster/installClusterContent.ts';
import { waitUntil } from '../process/waitUntil.ts';
import {
  applicationResource,
  resourcesFinalizer,
  type Application,
} from './argoCd/application.ts';
import { ProxyForTest } from './ProxyForTest.ts';
import { RepositoryForTest } from './RepositoryForTest.ts';
import { startPlayers } from './startPlayers.ts';

const patience = { timeoutMilliseconds: 60_000, intervalMilliseconds: 200 };

/** The folder of the overlay that the applications of the tests deploy. */
export const overlayPath = 'k8s/overlays/development';

/** Players in a real cluster, and what a test needs to see what they do; its names are its own. */
export class PlayersForTest {
  readonly client: ClusterClient;
  readonly proxy: ProxyForTest;
  readonly directory: string;
  readonly #run = randomUUID().slice(0, 8);
  readonly #kubeConfig: KubeConfig;
  readonly #kubectl: string;
  readonly #created: string[] = [];
  #players?: { stop(): Promise<void> };

  static async start(options: {
    kubeConfigFile: string;
    kubectl: string;
  }): Promise<PlayersForTest> {
    const kubeConfig = new KubeConfig();
    kubeConfig.loadFromFile(options.kubeConfigFile);
    const directory = await mkdtemp(join(tmpdir(), 'players-'));
    await installClusterContent({
      kubeConfig,
      gitHubUrl: 'http://localhost:1',
      services: [],
      log: () => undefined,
    });
    const { kubectl } = options;
    const test = new PlayersForTest({ kubeConfig, kubectl, directory });
    await test.proxy.open();
    test.#players = await test.startPlayers('players');
    return test;
  }

  private constructor(options: {
    kubeConfig: KubeConfig;
    kubectl: string;
    directory: string;
  }) {
    const { kubeConfig, kubectl, directory } = options;
    const cluster = kubeConfig.getCurrentCluster();
    assert.ok(cluster);
    this.#kubeConfig = kubeConfig;
    this.#kubectl = kubectl;
    this.directory = directory;
    this.client = new ClusterClient(kubeConfig);
    this.proxy = new ProxyForTest(new URL(cluster.server));
  }

  /** Starts players that reach the API server through the proxy. */
  async startPlayers(folder: string): Promise<{ stop(): Promise<void> }> {
    const kubeConfig = new KubeConfig();
    const server = `https://127.0.0.1:${this.proxy.port}`;
    kubeConfig.loadFromOptions({
      ...this.#kubeConfig,
      clusters: this.#kubeConfig.clusters.map(one => ({ ...one, server })),
    });
    return startPlayers({
      kubeConfig,
      kubectl: this.#kubectl,
      gitHub: {
        url: 'http://localhost:1',
        token: 'unused',
        actionsToken: 'unused',
      },
      // Other files of tests have players of their own in the same cluster.
      handles: name => name.endsWith(this.#run),
      directory: join(this.directory, folder),
      log: () => undefined,
    });
  }

  async stop(): Promise<void> {
    for (const name of this.#created) {
      await this.client.delete(this.reference(name));
    }
    await waitUntil(async () => {
      const left = await Promise.all(
        this.#created.map(name => this.read(name)),
      );
      return left.every(application => !application);
    }, patience);
    await this.#players?.stop();
    await this.proxy.cut();
    await rm(this.directory, { recursive: true, force: true });
  }

  /** The name that something has in this run. */
  named(name: string): string {
    return `${name}-${this.#run}`;
  }

  /** The namespace that an application deploys to: one that the project of the tests permits. */
  namespace(name: string): string {
    return `orders-${this.named(name)}`;
  }

  reference(name: string) {
    return {
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'Application',
      name: this.named(name),
      namespace: 'argocd',
    };
  }

  /** The Deployment of an application. */
  deployment(name: string) {
    return {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      name: 'sample',
      namespace: this.namespace(name),
    };
  }

  async read(name: string): Promise<Application | undefined> {
    const object = await this.client.read(this.reference(name));
    // Only Applications have this reference.
    return object as Application | undefined;
  }

  /** Waits for a state of an application and answers with it; the message of a failure shows the last one. */
  async reaches(
    name: string,
    condition: (application: Application) => boolean,
  ): Promise<Application> {
    let last: Application | undefined;
    const isReached = await waitUntil(async () => {
      last = await this.read(name);
      return Boolean(last && condition(last));
    }, patience);
    assert.ok(isReached && last, JSON.stringify(last?.status, null, 2));
    return last;
  }

  async isGone(name: string): Promise<boolean> {
    return waitUntil(async () => !(await this.read(name)), patience);
  }

  async createRepository(name: string): Promise<RepositoryForTest> {
    return RepositoryForTest.create(join(this.directory, this.named(name)));
  }

  async createApplication(
    name: string,
    spec: Partial<Application['spec']> & { source: { repoURL: string } },
  ): Promise<void> {
    this.#created.push(name);
    const { apiVersion, kind, ...place } = this.reference(name);
    const application: Application = {
      apiVersion,
      kind,
      metadata: { ...place, finalizers: [resourcesFinalizer] },
      spec: {
        project: 'orders-project',
        destination: {
          server: 'https://kubernetes.default.svc',
          namespace: this.namespace(name),
        },
        syncPolicy: {
          automated: { prune: true, selfHeal: true },
          syncOptions: ['CreateNamespace=true'],
        },
        ...spec,
        source: { targetRevision: 'main', path: overlayPath, ...spec.source },
      },
    };
    await this.client.create(application);
  }

  async merge(name: string, body: object): Promise<void> {
    const { namespace } = this.reference(name);
    await this.client.merge(
      { ...applicationResource, name: this.named(name), namespace },
      body,
    );
  }
}
