import { KubeConfig } from '@kubernetes/client-node';
import type { SandboxContext } from '../part.ts';
import { KUBECONFIG_VARIABLE } from './kubernetesPart.ts';

/** The administrator's access to the sandbox's cluster. */
export function adminKubeConfig({ environment }: SandboxContext): KubeConfig {
  const file = environment.get(KUBECONFIG_VARIABLE);
  if (!file) {
    throw new Error(
      'the Kubernetes API server has not said where its kubeconfig is',
    );
  }
  const kubeConfig = new KubeConfig();
  kubeConfig.loadFromFile(file);
  return kubeConfig;
}
