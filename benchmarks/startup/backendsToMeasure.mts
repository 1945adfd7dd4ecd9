import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { stringify } from 'yaml';
import type { Backend } from './Backend.mts';
import type { Cluster } from './prepareCluster.mts';

export const root = resolve(import.meta.dirname, '../..');

function database(url: URL, prefix: string) {
  return {
    client: 'pg',
    prefix,
    connection: {
      host: url.hostname,
      port: Number(url.port),
      user: decodeURIComponent(url.username),
      password: decodeURIComponent(url.password),
    },
  };
}

/** What both backends are configured with; only the port and the databases differ. */
function common(port: number, postgres: URL, prefix: string) {
  const baseUrl = `http://localhost:${port}`;
  return {
    app: { baseUrl, title: 'Benchmark' },
    organization: { name: 'Benchmark' },
    backend: {
      baseUrl,
      listen: { host: '127.0.0.1', port },
      database: database(postgres, prefix),
    },
    permission: { enabled: true },
    techdocs: {
      builder: 'external',
      generator: { runIn: 'local' },
      publisher: { type: 'local' },
    },
    catalog: { locations: [] },
  };
}

function kubernetes({ url, token, caData }: Cluster) {
  const cluster = {
    name: 'benchmark',
    url,
    authProvider: 'serviceAccount',
    serviceAccountToken: token,
    caData,
  };
  return {
    serviceLocatorMethod: { type: 'multiTenant' },
    clusterLocatorMethods: [{ type: 'config', clusters: [cluster] }],
  };
}

/** A stock Backstage and the portal, on the same database server and the same cluster. */
export function backendsToMeasure(options: {
  readonly folder: string;
  readonly postgres: URL;
  readonly cluster: Cluster;
  readonly ports: readonly [number, number];
}): { readonly stock: Backend; readonly portal: Backend } {
  const { folder, postgres, cluster, ports } = options;
  mkdirSync(folder, { recursive: true });
  const write = (name: string, content: object) => {
    const file = join(folder, `${name}.yaml`);
    writeFileSync(file, stringify(content));
    return file;
  };
  const stock = write('stock', {
    ...common(ports[0], postgres, 'stock_'),
    kubernetes: kubernetes(cluster),
    auth: { providers: { guest: {} } },
  });
  const portal = write('portal', {
    ...common(ports[1], postgres, 'portal_'),
    kubernetes: kubernetes(cluster),
    argocd: { instances: [{ name: 'main', cluster: 'benchmark' }] },
    platform: {
      environments: [
        { name: 'production', cluster: 'benchmark', argocd: 'main' },
      ],
      admins: ['group:default/team-platform'],
    },
  });
  return {
    stock: {
      name: 'stock Backstage',
      directory: import.meta.dirname,
      entry: 'stock/index.js',
      configurations: [stock],
      port: ports[0],
    },
    portal: {
      name: 'the portal',
      directory: join(root, 'packages/backend'),
      entry: 'src/index',
      configurations: [join(root, 'app-config.yaml'), portal],
      port: ports[1],
    },
  };
}
