import { readFile } from 'node:fs/promises';
import http from 'node:http';
import https, { type AgentOptions } from 'node:https';
import { isIPv6 } from 'node:net';
import { join } from 'node:path';
import { InputError, ServiceUnavailableError } from '@backstage/errors';
import type { ClusterConfig } from '../clusterConfig';
import type { ClusterConnection } from '../ClustersService';

type ConnectionOptions = Parameters<
  ClusterConnection['applyToHTTPSOptions']
>[0];

/** Where Kubernetes mounts the credentials of a pod's service account. */
const mountedCredentials = '/var/run/secrets/kubernetes.io/serviceaccount';

/**
 * A cluster with the credentials that the configuration can give it: a token, or inside of the cluster the pod's own.
 *
 * What `KubeConfig` can do beyond that is not allowed by the configuration, and its import takes longer than the start of
 * all our plugins together.
 */
export class ConfiguredCluster implements ClusterConnection {
  readonly #cluster: ClusterConfig;
  readonly #mounted: string | undefined;

  static create(
    cluster: ClusterConfig,
    options?: { mountedCredentials?: string },
  ): ConfiguredCluster {
    if (cluster.serviceAccountToken !== undefined) {
      assertEncrypted(cluster);
      return new ConfiguredCluster(cluster);
    }
    if (!process.env.KUBERNETES_SERVICE_HOST) {
      throw new InputError(
        `Cluster '${cluster.name}' in kubernetes.clusterLocatorMethods has no serviceAccountToken, and the portal does not run inside of a cluster: set the token`,
      );
    }
    const folder = options?.mountedCredentials ?? mountedCredentials;
    return new ConfiguredCluster(
      {
        name: cluster.name,
        url: innerAddress(process.env),
        caFile: join(folder, 'ca.crt'),
        skipTLSVerify: false,
      },
      folder,
    );
  }

  private constructor(cluster: ClusterConfig, mounted?: string) {
    this.#cluster = cluster;
    this.#mounted = mounted;
  }

  getCurrentCluster() {
    const { name, url, caData, caFile, skipTLSVerify } = this.#cluster;
    return { name, server: url, caData, caFile, skipTLSVerify };
  }

  async applyToHTTPSOptions(options: ConnectionOptions): Promise<void> {
    const { caData, caFile, skipTLSVerify, url } = this.#cluster;
    const agentOptions: AgentOptions = {};
    if (caFile) {
      agentOptions.ca = await this.#read(caFile);
    } else if (caData) {
      agentOptions.ca = Buffer.from(caData, 'base64');
    }
    if (skipTLSVerify) {
      agentOptions.rejectUnauthorized = false;
    }
    options.headers = {
      ...options.headers,
      Authorization: `Bearer ${await this.#token()}`,
    };
    options.agent = url.startsWith('http:')
      ? new http.Agent()
      : new https.Agent(agentOptions);
    Object.assign(options, agentOptions);
  }

  /** Kubernetes replaces the mounted token long before it ends, so that it is read each time. */
  async #token(): Promise<string> {
    return this.#mounted
      ? (await this.#read(join(this.#mounted, 'token'))).trim()
      : this.#cluster.serviceAccountToken ?? '';
  }

  async #read(file: string): Promise<string> {
    try {
      return await readFile(file, 'utf8');
    } catch (error) {
      throw new ServiceUnavailableError(
        `Cluster '${
          this.#cluster.name
        }' in kubernetes.clusterLocatorMethods cannot be reached without ${file}, which cannot be read: mount it, or set serviceAccountToken and caData`,
        error,
      );
    }
  }
}

function assertEncrypted({ name, url, skipTLSVerify }: ClusterConfig): void {
  if (/^http:/i.test(url) && !skipTLSVerify) {
    throw new InputError(
      `Cluster '${name}' in kubernetes.clusterLocatorMethods would get its token in plain text: give it an https: url, or set skipTLSVerify if it is only for tests`,
    );
  }
}

function innerAddress(env: NodeJS.ProcessEnv): string {
  const host = env.KUBERNETES_SERVICE_HOST ?? '';
  return `https://${isIPv6(host) ? `[${host}]` : host}:${
    env.KUBERNETES_SERVICE_PORT ?? '443'
  }`;
}
