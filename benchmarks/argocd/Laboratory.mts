import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { prepareCluster, type Cluster } from '../startup/prepareCluster.mts';
import type { ServersOrder } from './argoCdServers.mts';
import { BackendProcess } from './BackendProcess.mts';
import { bundlePortalPlugin } from './bundlePortalPlugin.mts';
import { configurationOf } from './configurationOf.mts';
import { namespaceOf, teams, type Fleet } from './fleet.mts';
import { HttpClient } from './HttpClient.mts';
import { KubernetesClient } from './KubernetesClient.mts';
import type { KubernetesListing } from './listFromKubernetes.mts';
import { seedCluster } from './seedCluster.mts';

const root = resolve(import.meta.dirname, '../..');
const argoCdToken = 'benchmark-token';

/** A backend to start. */
export interface Contender {
  readonly name: string;
  /** One of the kinds of `contender.mts`. */
  readonly kind: string;
  readonly login?: 'token' | 'password';
}

function required(name: string): string {
  const value = process.env[name];
  if (!value) {
    throw new Error(
      `${name} is not set: run "yarn measure", which starts a database and a cluster for the measurement.`,
    );
  }
  return value;
}

/** All that the contenders share: a database with the entities, a cluster, Argo CD's API servers, and signed-in callers. */
export class Laboratory {
  readonly client = new HttpClient();
  readonly kubernetes: KubernetesClient;
  /** Tokens of so many people, the first of them ana. */
  callers: readonly string[] = [];
  readonly #port: number;
  readonly #cluster: Cluster;
  readonly #postgres: URL;
  readonly #argoCd: ChildProcess;
  readonly #running = new Set<BackendProcess>();
  readonly #seeded = new Set<string>();
  readonly #known = new Set<string>();
  #firstStarts: Promise<unknown> = Promise.resolve();
  #nextPort: number;

  private constructor(options: {
    readonly port: number;
    readonly cluster: Cluster;
    readonly argoCd: ChildProcess;
  }) {
    this.#port = options.port;
    this.#nextPort = options.port + 10;
    this.#cluster = options.cluster;
    this.#argoCd = options.argoCd;
    this.#postgres = new URL(required('GOLDEN_PATH_TEST_POSTGRES'));
    this.kubernetes = KubernetesClient.create(options.cluster);
  }

  static async open(options: {
    readonly port: number;
    readonly services: number;
    readonly callers: number;
  }): Promise<Laboratory> {
    mkdirSync(join(import.meta.dirname, '.cache'), { recursive: true });
    await bundlePortalPlugin(process.env.BENCHMARK_SOURCE);
    const cluster = prepareCluster({
      kubectl: required('GOLDEN_PATH_TEST_KUBECTL'),
      kubeconfig: required('GOLDEN_PATH_TEST_KUBECONFIG'),
      definitions: join(root, 'packages/sandbox/src/crds'),
    });
    const argoCd = spawn(
      process.execPath,
      ['argoCdServers.mts', String(options.port), argoCdToken],
      {
        cwd: import.meta.dirname,
        stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      },
    );
    await once(argoCd, 'message');
    const laboratory = new Laboratory({ ...options, cluster, argoCd });
    await laboratory.#fillCatalog(options.services, options.callers);
    return laboratory;
  }

  /** The address of Argo CD's API server of an instance. */
  argoCdUrl(instance: number): string {
    return `http://127.0.0.1:${this.#port + 1 + instance}/api/v1`;
  }

  /** A route of a server of nothing but Node. */
  get noopUrl(): string {
    return `http://127.0.0.1:${this.#port}/noop`;
  }

  get argoCdToken(): string {
    return argoCdToken;
  }

  /** Makes the servers serve a fleet, or answer later than they could. */
  async orderArgoCd(order: ServersOrder): Promise<void> {
    await fetch(`http://127.0.0.1:${this.#port}`, {
      method: 'POST',
      body: JSON.stringify(order),
    });
  }

  /** How many calls the servers have got. */
  async countArgoCdCalls(): Promise<number> {
    const response = await fetch(`http://127.0.0.1:${this.#port}`);
    // Written by argoCdServers.mts.
    const { requests } = (await response.json()) as { requests: number };
    return requests;
  }

  /** Creates the applications of a fleet in the cluster, once. */
  async seed(fleet: Fleet): Promise<void> {
    const key = JSON.stringify(fleet);
    if (!this.#seeded.has(key)) {
      await seedCluster(this.kubernetes, fleet);
      this.#seeded.add(key);
    }
  }

  /** Lists the applications of the first instance, in a process of its own. */
  async listFromKubernetes(fleet: Fleet): Promise<KubernetesListing> {
    const { url, token, caData } = this.#cluster;
    const { stdout } = await promisify(execFile)(
      process.execPath,
      ['listFromKubernetes.mts', url, token, caData, namespaceOf(fleet, 0)],
      { cwd: import.meta.dirname },
    );
    return JSON.parse(stdout);
  }

  async start(contender: Contender, fleet: Fleet): Promise<BackendProcess> {
    if (this.#known.has(contender.kind)) {
      return await this.#start(contender, fleet);
    }
    // The first start of a kind makes tables, which two at once cannot.
    const started = this.#firstStarts.then(
      async () => await this.#start(contender, fleet),
    );
    this.#firstStarts = started.catch(() => undefined);
    const backend = await started;
    this.#known.add(contender.kind);
    return backend;
  }

  async stop(backend: BackendProcess): Promise<void> {
    this.#running.delete(backend);
    await backend.stop();
  }

  /** Ends everything, also after a failure. */
  async close(): Promise<void> {
    await Promise.all([...this.#running].map(backend => backend.stop()));
    this.#argoCd.kill();
    this.client.stop();
    this.kubernetes.stop();
  }

  async #start(
    { name, kind, login = 'token' }: Contender,
    fleet: Fleet,
    env?: Record<string, string>,
  ): Promise<BackendProcess> {
    const port = this.#nextPort;
    this.#nextPort =
      this.#nextPort + 1 < this.#port + 100 ? port + 1 : this.#port + 10;
    const backend = await BackendProcess.start({
      name,
      kind,
      port,
      env,
      configuration: configurationOf(
        {
          port,
          fleet,
          cluster: this.#cluster,
          postgres: this.#postgres,
          argoCdPort: this.#port,
          argoCdLogin: login,
          argoCdToken,
        },
        kind,
      ),
    });
    this.#running.add(backend);
    return backend;
  }

  async #fillCatalog(services: number, callers: number): Promise<void> {
    const backend = await this.#start(
      { name: 'seed', kind: 'seed' },
      { applications: 0, instances: 1 },
      { BENCHMARK_SERVICES: String(services) },
    );
    const url = `http://127.0.0.1:${backend.port}`;
    const signIn = async (caller: string) => {
      const response = await fetch(`${url}/api/auth/benchmark/refresh`, {
        headers: { 'x-caller': caller },
      });
      // The stock auth backend's answer.
      const { backstageIdentity } = (await response.json()) as {
        backstageIdentity: { token: string };
      };
      return backstageIdentity.token;
    };
    const tokens = [await signIn('ana')];
    while (tokens.length < callers) {
      tokens.push(await signIn(`caller-${tokens.length}`));
    }
    this.callers = tokens;
    await this.#waitForEntities(url, services + teams + 1);
    await this.stop(backend);
  }

  async #waitForEntities(url: string, expected: number): Promise<void> {
    const end = Date.now() + 300_000;
    for (;;) {
      const response = await fetch(
        `${url}/api/catalog/entities/by-query?limit=1`,
        { headers: { Authorization: `Bearer ${this.callers[0]}` } },
      );
      // The stock catalog backend's answer. Ana sees components and what her team owns, not the other teams.
      const { totalItems } = (await response.json()) as { totalItems: number };
      if (totalItems >= expected - teams - 1) {
        return;
      }
      if (Date.now() > end) {
        throw new Error(
          `The catalog has ${totalItems} of ${expected} entities after 5 minutes.`,
        );
      }
      await sleep(500);
    }
  }
}
