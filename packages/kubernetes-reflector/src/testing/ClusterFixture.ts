import { KubeConfig, KubernetesObjectApi } from '@kubernetes/client-node';
import { KubeConfigTransport } from '../KubeConfigTransport';
import { Reflector } from '../Reflector';
import type { ReflectorOptions } from '../ReflectorOptions';
import type { KubernetesObject } from '../watchEvent';
import { FaultyProxy } from './FaultyProxy';

/** Times so short that a test need not wait for minutes. */
export const shortTiming = {
  idleTimeoutMilliseconds: 2_000,
  probeAnswerTimeoutMilliseconds: 500,
  probeSeconds: 3,
  answerTimeoutMilliseconds: 800,
  confirmAfterMilliseconds: 50,
  staleAfterMilliseconds: 3_000,
  stableAfterMilliseconds: 300,
  minimumBackoffMilliseconds: 50,
  maximumBackoffMilliseconds: 400,
  pageSize: 4,
};

/** A namespace of a real cluster, with ConfigMaps that a test changes. */
export class ClusterFixture {
  readonly kubeConfig: KubeConfig;
  readonly api: KubernetesObjectApi;
  readonly namespace: string;
  readonly #names = new Set<string>();

  private constructor(kubeConfigFile: string, namespace: string) {
    this.kubeConfig = new KubeConfig();
    this.kubeConfig.loadFromFile(kubeConfigFile);
    this.api = KubernetesObjectApi.makeApiClient(this.kubeConfig);
    this.namespace = namespace;
  }

  static async create(
    kubeConfigFile: string,
    namespace: string,
  ): Promise<ClusterFixture> {
    const fixture = new ClusterFixture(kubeConfigFile, namespace);
    await fixture.api.create({
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: namespace },
    });
    return fixture;
  }

  get path(): string {
    return `/api/v1/namespaces/${this.namespace}/configmaps`;
  }

  /** A reflector that reaches the cluster through a proxy. */
  reflect(
    proxy: FaultyProxy,
    options: Partial<ReflectorOptions<string>> = {},
  ): Reflector<string> {
    const reflector = Reflector.create<string>({
      transport: KubeConfigTransport.create(() => kubeConfigFor(proxy)),
      path: this.path,
      project: describeObject,
      indexers: { description: description => [description] },
      timing: shortTiming,
      ...options,
    });
    reflector.start();
    return reflector;
  }

  async put(name: string, value: string): Promise<void> {
    const object = this.#configMap(name, value);
    if (this.#names.has(name)) {
      await this.api.patch(object);
    } else {
      this.#names.add(name);
      await this.api.create(object);
    }
  }

  async remove(name: string): Promise<void> {
    if (this.#names.delete(name)) {
      await this.api.delete(this.#configMap(name, ''));
    }
  }

  /** Lets the history of the cluster go on, without a change of what is reflected. */
  async changeElsewhere(): Promise<void> {
    await this.api.create({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { generateName: 'elsewhere-', namespace: 'default' },
    });
  }

  /** What the cluster itself says. */
  async truth(): Promise<string[]> {
    const { items } = await this.api.list('v1', 'ConfigMap', this.namespace);
    // An API server names every object, and gives each a resource version.
    return items.map(item => describeObject(item as KubernetesObject)).sort();
  }

  #configMap(name: string, value: string) {
    return {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name, namespace: this.namespace },
      data: { value },
    };
  }
}

function describeObject(object: KubernetesObject): string {
  // A ConfigMap of this fixture, or another object, which has no data.
  const { data } = object as { data?: { value?: string } };
  return `${object.metadata.name}=${data?.value ?? ''}`;
}

function kubeConfigFor({ url, acceptedToken }: FaultyProxy): KubeConfig {
  const kubeConfig = new KubeConfig();
  kubeConfig.loadFromOptions({
    clusters: [{ name: 'proxy', server: url, skipTLSVerify: true }],
    users: [{ name: 'portal', token: acceptedToken }],
    contexts: [{ name: 'proxy', cluster: 'proxy', user: 'portal' }],
    currentContext: 'proxy',
  });
  return kubeConfig;
}
