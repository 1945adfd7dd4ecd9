import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

/** How the backends reach the cluster. */
export interface Cluster {
  readonly url: string;
  readonly token: string;
  readonly caData: string;
}

/** Gives the cluster Argo CD's resource definition, and a service account that may read. */
export function prepareCluster(options: {
  readonly kubectl: string;
  readonly kubeconfig: string;
  readonly definitions: string;
}): Cluster {
  const { kubectl, kubeconfig, definitions } = options;
  const run = (...args: string[]) =>
    execFileSync(kubectl, ['--kubeconfig', kubeconfig, ...args], {
      encoding: 'utf8',
    }).trim();
  run('apply', '--server-side', '--filename', definitions);
  run('create', 'serviceaccount', 'benchmark', '--namespace', 'default');
  run(
    ...['create', 'clusterrolebinding', 'benchmark'],
    ...['--clusterrole', 'cluster-admin'],
    ...['--serviceaccount', 'default:benchmark'],
  );
  const [entry] = parse(readFileSync(kubeconfig, 'utf8')).clusters;
  return {
    url: entry.cluster.server,
    caData: entry.cluster['certificate-authority-data'],
    token: run('create', 'token', 'benchmark', '--duration', '1h'),
  };
}
