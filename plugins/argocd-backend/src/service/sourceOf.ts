import type { ReflectorStatus } from '@golden-path/kubernetes-reflector';
import type { Source } from '@golden-path/plugin-argocd-common';
import type { ClusterInstanceConfig } from '../config';

/** How fresh the data of an instance is, in words that tell a developer what is wrong and nothing else. */
export function sourceOf(
  instance: ClusterInstanceConfig,
  status: ReflectorStatus,
): Source {
  return {
    name: instance.name,
    status: status.state,
    asOf:
      status.asOf === undefined
        ? undefined
        : new Date(status.asOf).toISOString(),
    message: status.reason && messageOf(instance, status.reason.status),
  };
}

function messageOf(
  { cluster, namespace }: ClusterInstanceConfig,
  status: number | undefined,
): string {
  switch (status) {
    case undefined:
      return `cluster ${cluster} does not answer`;
    case 401:
      return `cluster ${cluster} does not accept the portal's credentials`;
    case 403:
      return `the portal may not read applications in namespace ${namespace} of cluster ${cluster}`;
    case 404:
      return `cluster ${cluster} has no Argo CD applications: is Argo CD installed?`;
    case 429:
      return `cluster ${cluster} is too busy`;
    default:
      return `cluster ${cluster} answers with error ${status}`;
  }
}
