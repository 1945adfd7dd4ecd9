import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { ServerProcess } from '../process/ServerProcess.ts';
import type { ClusterIdentity } from './ClusterIdentity.ts';
import type { KubernetesBinaries } from './KubernetesBinaries.ts';
import { httpsStatus } from './httpsStatus.ts';

/** What etcd and the API server are started with. */
export interface ControlPlaneOptions {
  readonly binaries: KubernetesBinaries;
  readonly identity: ClusterIdentity;
  /** Holds etcd's data and the logs. */
  readonly directory: string;
  readonly etcdPort: number;
  readonly port: number;
  /** The data need not survive a power cut: faster. */
  readonly throwAway?: boolean;
  readonly signal?: AbortSignal;
  recordProcess(pid: number): Promise<void>;
}

const READY_TIMEOUT_MILLISECONDS = 120_000;

function flags(values: Readonly<Record<string, string>>): string[] {
  return Object.entries(values).map(([name, value]) => `--${name}=${value}`);
}

async function startEtcd(options: ControlPlaneOptions): Promise<ServerProcess> {
  const { identity, directory, etcdPort } = options;
  const url = `https://127.0.0.1:${etcdPort}`;
  return await ServerProcess.start({
    name: 'etcd',
    command: options.binaries.etcd,
    arguments: flags({
      'data-dir': join(directory, 'etcd'),
      'listen-client-urls': url,
      'advertise-client-urls': url,
      // A single member has no peers: any free port will do.
      'listen-peer-urls': 'http://127.0.0.1:0',
      // Whoever can write here owns the cluster, so other users of this machine may not.
      'client-cert-auth': 'true',
      'trusted-ca-file': identity.files.authority,
      'cert-file': identity.files.serverCertificate,
      'key-file': identity.files.serverKey,
      'unsafe-no-fsync': String(options.throwAway ?? false),
    }),
    logFile: join(directory, 'etcd.log'),
    ready: async () => (await httpsStatus(`${url}/health`, identity)) === 200,
    readyTimeoutMilliseconds: READY_TIMEOUT_MILLISECONDS,
    signal: options.signal,
    recordProcess: options.recordProcess,
  });
}

async function startApiServer(
  options: ControlPlaneOptions,
): Promise<ServerProcess> {
  const { identity, directory, etcdPort, port } = options;
  const { files } = identity;
  return await ServerProcess.start({
    name: 'kube-apiserver',
    command: options.binaries.apiServer,
    arguments: flags({
      'etcd-servers': `https://127.0.0.1:${etcdPort}`,
      'etcd-cafile': files.authority,
      'etcd-certfile': files.adminCertificate,
      'etcd-keyfile': files.adminKey,
      'bind-address': '127.0.0.1',
      'advertise-address': '127.0.0.1',
      'secure-port': String(port),
      'cert-dir': join(directory, 'generated'),
      'tls-cert-file': files.serverCertificate,
      'tls-private-key-file': files.serverKey,
      'client-ca-file': files.authority,
      'token-auth-file': files.tokens,
      'authorization-mode': 'RBAC',
      'service-account-issuer': 'https://kubernetes.default.svc',
      'service-account-key-file': files.serviceAccountPublicKey,
      'service-account-signing-key-file': files.serviceAccountPrivateKey,
      'service-cluster-ip-range': '10.0.0.0/24',
      // Nothing makes the default service account of a namespace here, so this plugin would refuse every pod.
      'disable-admission-plugins': 'ServiceAccount',
      // The address of this server is no endpoint that a pod could reach.
      'endpoint-reconciler-type': 'none',
    }),
    logFile: join(directory, 'kube-apiserver.log'),
    ready: async () =>
      (await httpsStatus(`https://127.0.0.1:${port}/readyz`, identity)) === 200,
    readyTimeoutMilliseconds: READY_TIMEOUT_MILLISECONDS,
    signal: options.signal,
    recordProcess: options.recordProcess,
  });
}

/** A running etcd and kube-apiserver. */
export class ControlPlane {
  /** Settles with the reason when one of the two ends by itself. */
  readonly stopped: Promise<string>;
  readonly #etcd: ServerProcess;
  readonly #apiServer: ServerProcess;

  private constructor(etcd: ServerProcess, apiServer: ServerProcess) {
    this.#etcd = etcd;
    this.#apiServer = apiServer;
    this.stopped = Promise.race([etcd.stopped, apiServer.stopped]);
  }

  static async start(options: ControlPlaneOptions): Promise<ControlPlane> {
    await mkdir(join(options.directory, 'etcd'), {
      recursive: true,
      mode: 0o700,
    });
    const etcd = await startEtcd(options);
    try {
      return new ControlPlane(etcd, await startApiServer(options));
    } catch (error) {
      await etcd.stop();
      throw error;
    }
  }

  async stop(): Promise<void> {
    await this.#apiServer.stop();
    await this.#etcd.stop();
  }
}
