import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import type { RequestOptions } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { KubeConfig } from '@kubernetes/client-node';
import getPort from 'get-port';
import { Pool } from 'pg';
import { ClusterClient } from '../../packages/sandbox/src/cluster/ClusterClient.ts';
import { exampleApplications } from '../../packages/sandbox/src/cluster/exampleApplications.ts';
import { installClusterContent } from '../../packages/sandbox/src/cluster/installClusterContent.ts';
import {
  startGitHub,
  type RunningGitHub,
} from '../../packages/sandbox/src/github/index.ts';
import type { Application } from '../../packages/sandbox/src/players/argoCd/application.ts';
import { startPlayers } from '../../packages/sandbox/src/players/index.ts';
import type { ExampleService } from '../../packages/sandbox/src/seed/exampleService.ts';
import { serviceRepository } from '../../packages/sandbox/src/seed/serviceRepository.ts';
import { Ambush } from './Ambush.mts';
import { createDatabase } from './createDatabase.mts';
import { CrashProxy } from './CrashProxy.mts';
import { HeldStatements } from './HeldStatements.mts';
import { placeAtArgoCd, placeAtGitHub } from './placeOf.mts';
import { Portal } from './Portal.mts';
import { portalSettings } from './portalSettings.mts';
import { withOneReplica } from './withOneReplica.mts';

const run = promisify(execFile);

/** What the machine has to offer. */
export interface WorldOptions {
  readonly postgres: string;
  readonly kubeConfigFile: string;
  readonly kubectl: string;
  readonly services: readonly ExampleService[];
  /** How long others are waited for before a process is killed. */
  readonly graceMilliseconds: number;
  log(message: string): void;
}

/** The portal acts by this account, with the rights that a cluster gives it. */
const impersonated = {
  'impersonate-user': 'system:serviceaccount:golden-path-portal:portal',
  'impersonate-group': 'system:authenticated',
};

const argoCdNamespace = 'argocd';

/** A portal that dies, and everything around it that does not: all of it real. */
export class World {
  readonly ambush: Ambush;
  readonly #options: WorldOptions;
  readonly #kubeConfig = new KubeConfig();
  /** What each service has under way, by its idempotency key. */
  readonly #underWay = new Map<string, string>();
  readonly #stops: (() => Promise<unknown>)[] = [];
  #parts: Parts | undefined;

  static async start(options: WorldOptions): Promise<World> {
    const world = new World(options);
    try {
      await world.#start();
    } catch (error) {
      await world.stop();
      throw error;
    }
    return world;
  }

  private constructor(options: WorldOptions) {
    this.#options = options;
    this.#kubeConfig.loadFromFile(options.kubeConfigFile);
    this.ambush = Ambush.create({
      graceMilliseconds: options.graceMilliseconds,
      kill: () => this.portal.kill(),
      restart: () => this.portal.restart(),
      prepare: (subject, point) => this.statements.arm(subject, point),
    });
  }

  get portal(): Portal {
    return this.#ready.portal;
  }

  get gitHub(): RunningGitHub {
    return this.#ready.gitHub;
  }

  get cluster(): ClusterClient {
    return this.#ready.cluster;
  }

  get database(): Pool {
    return this.#ready.database;
  }

  get statements(): HeldStatements {
    return this.#ready.statements;
  }

  /** The proxies before GitHub and the API server. */
  get proxies(): Readonly<Record<'gitHub' | 'argoCd', CrashProxy>> {
    return this.#ready.proxies;
  }

  /** What git says about the bare repository of a service. */
  async git(service: string, ...command: string[]): Promise<string> {
    const folder = join(
      this.#ready.directory,
      'github/repositories/acme',
      `${service}.git`,
    );
    const { stdout } = await run('git', ['--git-dir', folder, ...command]);
    return stdout.trim();
  }

  async application(name: string): Promise<Application | undefined> {
    const object = await this.cluster.readAt({
      group: 'argoproj.io',
      version: 'v1alpha1',
      plural: 'applications',
      namespace: argoCdNamespace,
      name,
    });
    // Only Applications are there.
    return object as Application | undefined;
  }

  /** Says which operation the changes of a service are from now on. */
  begin(service: string, key: string): void {
    this.#underWay.set(service, key);
  }

  async stop(): Promise<void> {
    for (const stop of this.#stops.toReversed()) {
      await stop().catch(error => this.#options.log(`Stopping: ${error}`));
    }
  }

  get #ready(): Parts {
    if (!this.#parts) {
      throw new Error('The world is not there yet');
    }
    return this.#parts;
  }

  async #start(): Promise<void> {
    const { services, log } = this.#options;
    const directory = await mkdtemp(join(tmpdir(), 'golden-path-crash-'));
    this.#stops.push(() => rm(directory, { recursive: true, force: true }));
    const prefix = `crash_${randomUUID().slice(0, 8)}_`;
    const { url: databaseUrl, drop } = await createDatabase(
      this.#options.postgres,
      `${prefix}operations`,
    );
    this.#stops.push(drop);
    const gitHub = await this.#startGitHub(directory);
    const proxies = await this.#startProxies(gitHub);
    log('Filling the cluster');
    const cluster = await this.#fillCluster(gitHub);
    await this.#startPlayers(directory, gitHub);
    log('Starting the portal');
    const portal = await Portal.start(
      portalSettings({
        postgres: this.#options.postgres,
        prefix,
        services,
        gitHub,
        gitHubApi: `${proxies.gitHub.url}/api/v3`,
        kubernetes: proxies.argoCd.url,
      }),
    );
    this.#stops.push(() => portal.stop());
    const database = new Pool({ connectionString: databaseUrl, max: 8 });
    this.#stops.push(() => database.end());
    const statements = await HeldStatements.install({
      database: databaseUrl,
      ambush: this.ambush,
    });
    this.#stops.push(() => statements.stop());
    this.#parts = {
      directory,
      portal,
      gitHub,
      cluster,
      database,
      statements,
      proxies,
    };
  }

  async #startGitHub(directory: string): Promise<RunningGitHub> {
    const gitHub = await startGitHub({
      dataDirectory: join(directory, 'github'),
      port: await getPort({ host: '127.0.0.1' }),
      portalUrl: 'http://localhost:1',
      repositories: this.#options.services.map(service =>
        withOneReplica(serviceRepository(service)),
      ),
      log: () => {},
    });
    this.#stops.push(() => gitHub.stop());
    return gitHub;
  }

  async #startProxies(gitHub: RunningGitHub) {
    const { ambush } = this;
    const names = this.#options.services.map(({ name }) => name);
    const keyOf = (service: string) => this.#underWay.get(service);
    const connection: RequestOptions = {};
    await this.#kubeConfig.applyToHTTPSOptions(connection);
    const proxies = {
      gitHub: await CrashProxy.start({
        target: new URL(gitHub.url),
        ambush,
        placeOf: request => placeAtGitHub(request, { names, keyOf }),
      }),
      argoCd: await CrashProxy.start({
        target: new URL(this.#kubeConfig.getCurrentCluster()?.server ?? ''),
        connection: {
          ...connection,
          agent: undefined,
          headers: { ...connection.headers, ...impersonated },
        },
        ambush,
        placeOf: request => placeAtArgoCd(request, { names, keyOf }),
      }),
    };
    for (const proxy of Object.values(proxies)) {
      this.#stops.push(() => proxy.stop());
    }
    return proxies;
  }

  async #fillCluster(gitHub: RunningGitHub): Promise<ClusterClient> {
    const cluster = new ClusterClient(this.#kubeConfig);
    await installClusterContent({
      kubeConfig: this.#kubeConfig,
      gitHubUrl: gitHub.url,
      services: [],
      log: () => {},
    });
    const applications = exampleApplications({
      services: this.#options.services,
      gitHubUrl: gitHub.url,
    });
    for (const application of applications) {
      // Nothing here goes by way of development.
      const { name = '', namespace } = application.metadata ?? {};
      if (!name.endsWith('-development')) {
        await cluster.create(application);
        this.#stops.push(() =>
          cluster.delete({
            apiVersion: 'argoproj.io/v1alpha1',
            kind: 'Application',
            name,
            namespace,
          }),
        );
      }
    }
    return cluster;
  }

  async #startPlayers(directory: string, gitHub: RunningGitHub): Promise<void> {
    const { url, token, actionsToken } = gitHub;
    const players = await startPlayers({
      kubeConfig: this.#kubeConfig,
      kubectl: this.#options.kubectl,
      gitHub: { url, token, actionsToken },
      directory: join(directory, 'players'),
      log: message => this.#options.log(`players: ${message}`),
    });
    this.#stops.push(() => players.stop());
  }
}

interface Parts {
  readonly directory: string;
  readonly portal: Portal;
  readonly gitHub: RunningGitHub;
  readonly cluster: ClusterClient;
  readonly database: Pool;
  readonly statements: HeldStatements;
  readonly proxies: Readonly<Record<'gitHub' | 'argoCd', CrashProxy>>;
}
