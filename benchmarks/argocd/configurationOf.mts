import {
  environments,
  instanceName,
  namespaceOf,
  type Fleet,
} from './fleet.mts';

/** What the configuration of every backend depends on. */
export interface ConfigurationOptions {
  readonly port: number;
  readonly postgres: URL;
  readonly cluster: {
    readonly url: string;
    readonly token: string;
    readonly caData: string;
  };
  readonly fleet: Fleet;
  /** The first instance of Argo CD's API server listens one port higher. */
  readonly argoCdPort: number;
  /** How the public plugins sign in to Argo CD. */
  readonly argoCdLogin: 'token' | 'password';
  readonly argoCdToken: string;
}

/** The same for all backends but for the port, the way into Argo CD, and the key `argocd`, which is what differs. */
export function configurationOf(
  options: ConfigurationOptions,
  kind: string,
): object {
  const { port, postgres, cluster } = options;
  const baseUrl = `http://127.0.0.1:${port}`;
  return {
    app: { baseUrl, title: 'Benchmark' },
    backend: {
      baseUrl,
      listen: { host: '127.0.0.1', port },
      database: {
        client: 'pg',
        prefix: 'benchmark_',
        connection: {
          host: postgres.hostname,
          port: Number(postgres.port),
          user: decodeURIComponent(postgres.username),
          password: decodeURIComponent(postgres.password),
        },
      },
    },
    auth: { providers: { benchmark: {} } },
    permission: { enabled: true },
    catalog: {
      locations: [],
      orphanProviderStrategy: 'keep',
      // Filled once; nothing runs beside the measurements.
      processingInterval: kind === 'seed' ? { hours: 24 } : false,
    },
    kubernetes: {
      serviceLocatorMethod: { type: 'multiTenant' },
      clusterLocatorMethods: [
        {
          type: 'config',
          clusters: [
            {
              name: 'benchmark',
              url: cluster.url,
              caData: cluster.caData,
              authProvider: 'serviceAccount',
              serviceAccountToken: cluster.token,
            },
          ],
        },
      ],
    },
    platform: {
      environments: environments.map(name => ({
        name,
        cluster: 'benchmark',
        argocd: instanceName(0),
      })),
      admins: ['group:default/team-platform'],
    },
    argocd: kind === 'portal' ? watched(options) : asked(options),
  };
}

function watched({ fleet }: ConfigurationOptions): object {
  return {
    instances: Array.from({ length: fleet.instances }, (_, instance) => ({
      name: instanceName(instance),
      cluster: 'benchmark',
      namespace: namespaceOf(fleet, instance),
    })),
  };
}

function asked(options: ConfigurationOptions): object {
  const { fleet, argoCdPort, argoCdLogin, argoCdToken } = options;
  const login =
    argoCdLogin === 'token'
      ? { token: argoCdToken }
      : { username: 'admin', password: 'benchmark' };
  return {
    appLocatorMethods: [
      {
        type: 'config',
        instances: Array.from({ length: fleet.instances }, (_, instance) => ({
          name: instanceName(instance),
          url: `http://127.0.0.1:${argoCdPort + 1 + instance}`,
          ...login,
        })),
      },
    ],
  };
}
