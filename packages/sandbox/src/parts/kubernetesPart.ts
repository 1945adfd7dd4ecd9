import { chmod, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ClusterIdentity } from '../kubernetes/ClusterIdentity.ts';
import { ControlPlane } from '../kubernetes/ControlPlane.ts';
import { findKubernetesBinaries } from '../kubernetes/findKubernetesBinaries.ts';
import type { Part } from '../part.ts';

/** Variables that only the parts see. */
export const KUBECONFIG_VARIABLE = 'LOCAL_KUBECONFIG';
export const KUBECTL_VARIABLE = 'LOCAL_KUBECTL';

/** How the cluster is run. */
export interface KubernetesPartOptions {
  /** The data need not survive a power cut, and any port will do. */
  readonly throwAway?: boolean;
}

/** The Kubernetes API server, with etcd. */
export function kubernetesPart(options: KubernetesPartOptions = {}): Part {
  const identityOf = (dataDirectory: string) =>
    ClusterIdentity.open(join(dataDirectory, 'identity'));
  const ports = { api: 0, etcd: 0 };
  return {
    name: 'kubernetes',
    title: 'Kubernetes API server',

    async prepare({ dataDirectory, port }) {
      ports.api = await port('kubernetes', options.throwAway ? 0 : 7011);
      ports.etcd = await port('etcd', options.throwAway ? 0 : 7012);
      const identity = await identityOf(dataDirectory);
      const url = `https://127.0.0.1:${ports.api}`;
      const kubeConfig = join(dataDirectory, 'kubeconfig');
      await writeFile(kubeConfig, identity.adminKubeConfig(url));
      await chmod(kubeConfig, 0o600);
      return {
        SANDBOX_KUBERNETES_URL: url,
        SANDBOX_KUBERNETES_CA_DATA: Buffer.from(identity.authority).toString(
          'base64',
        ),
        SANDBOX_KUBERNETES_TOKEN: identity.portalToken,
        [KUBECONFIG_VARIABLE]: kubeConfig,
      };
    },

    async start({ dataDirectory, signal, progress, recordProcess }) {
      const binaries = await findKubernetesBinaries({ signal, progress });
      progress('starting etcd and kube-apiserver');
      const controlPlane = await ControlPlane.start({
        binaries,
        identity: await identityOf(dataDirectory),
        directory: dataDirectory,
        etcdPort: ports.etcd,
        port: ports.api,
        throwAway: options.throwAway,
        signal,
        recordProcess,
      });
      return {
        environment: { [KUBECTL_VARIABLE]: binaries.kubectl },
        location: `https://127.0.0.1:${ports.api}`,
        stopped: controlPlane.stopped,
        stop: () => controlPlane.stop(),
      };
    },
  };
}
