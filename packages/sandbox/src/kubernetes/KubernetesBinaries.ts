import { access, constants } from 'node:fs/promises';
import { join } from 'node:path';

/** The version whose API the sandbox serves. */
export const KUBERNETES_VERSION = '1.36.3';

/** Paths of the programs. */
export interface KubernetesBinaries {
  readonly etcd: string;
  readonly apiServer: string;
  readonly kubectl: string;
}

/** The names that the programs have in every folder of them. */
export const BINARY_NAMES = ['etcd', 'kube-apiserver', 'kubectl'] as const;

/** The programs in a folder, if all of them are there and can be run. */
export async function binariesIn(
  directory: string,
): Promise<KubernetesBinaries | undefined> {
  try {
    await Promise.all(
      BINARY_NAMES.map(name => access(join(directory, name), constants.X_OK)),
    );
  } catch {
    return undefined;
  }
  return {
    etcd: join(directory, 'etcd'),
    apiServer: join(directory, 'kube-apiserver'),
    kubectl: join(directory, 'kubectl'),
  };
}
