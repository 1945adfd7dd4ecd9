import type { ReflectorStatus } from '@golden-path/kubernetes-reflector';
import type { Source } from '@golden-path/plugin-argocd-common';
import type { ArgocdConfig, ServerInstanceConfig } from '../config';

type Instance = ArgocdConfig['instances'][number];

/** How fresh a part of the data of an instance is. */
export interface PartStatus {
  /** The namespace that the part is from; absent for all. */
  namespace?: string;
  status: ReflectorStatus;
}

const badness = {
  live: 0,
  stale: 1,
  warming: 2,
  unavailable: 3,
} satisfies Record<ReflectorStatus['state'], number>;

/**
 * How fresh the data of an instance is, in words that tell a developer what is wrong and nothing else. An instance is
 * as good as its worst part.
 */
export function sourceOf(instance: Instance, parts: PartStatus[]): Source {
  const worst = parts.reduce((left, right) =>
    badness[right.status.state] > badness[left.status.state] ? right : left,
  );
  const times = parts.flatMap(({ status }) => status.asOf ?? []);
  return {
    name: instance.name,
    status: worst.status.state,
    // As long as one part is not known, the whole never was.
    asOf:
      times.length === parts.length
        ? new Date(Math.min(...times)).toISOString()
        : undefined,
    message:
      worst.status.reason &&
      (instance.type === 'server'
        ? serverMessageOf(instance, worst.status.reason.status)
        : clusterMessageOf({
            cluster: instance.cluster,
            what: `applications in ${
              worst.namespace
                ? `namespace ${worst.namespace}`
                : 'all namespaces'
            } of cluster ${instance.cluster}`,
            missing: `cluster ${instance.cluster} has no Argo CD applications: is Argo CD installed?`,
            status: worst.status.reason.status,
          })),
  };
}

/** How fresh the Rollouts of a cluster are. */
export function sourceOfRollouts(
  cluster: string,
  status: ReflectorStatus,
): Source {
  const name = `rollouts in ${cluster}`;
  return {
    name,
    status: status.state,
    asOf:
      status.asOf === undefined
        ? undefined
        : new Date(status.asOf).toISOString(),
    message:
      status.reason &&
      clusterMessageOf({
        cluster,
        what: `rollouts and analysisruns in cluster ${cluster}`,
        missing: `cluster ${cluster} has no Argo Rollouts`,
        status: status.reason.status,
      }),
  };
}

/** Why a cluster does not give something, without a word of what it said itself. */
export function clusterMessageOf(problem: {
  cluster: string;
  what: string;
  missing: string;
  /** Absent where it did not answer. */
  status: number | undefined;
}): string {
  const { cluster, what, missing, status } = problem;
  switch (status) {
    case undefined:
      return `cluster ${cluster} does not answer`;
    case 401:
      return `cluster ${cluster} does not accept the portal's credentials`;
    case 403:
      return `the portal may not read ${what}`;
    case 404:
      return missing;
    case 429:
      return `cluster ${cluster} is too busy`;
    default:
      return `cluster ${cluster} answers with error ${status}`;
  }
}

/** Why an Argo CD API server does not give its applications. */
export function serverMessageOf(
  { name, url }: Pick<ServerInstanceConfig, 'name' | 'url'>,
  status: number | undefined,
): string {
  const server = `Argo CD ${name} (${new URL(url).host})`;
  switch (status) {
    case undefined:
      return `${server} does not answer`;
    case 200:
      return `${server} answers with something that is not Argo CD's data, such as a sign-in page: does argocd.instances name its API server?`;
    case 401:
      return `${server} does not accept the portal's token`;
    case 403:
      return `${server} does not let the portal read applications`;
    case 404:
      return `${server} has no applications to read: does argocd.instances name an Argo CD API server?`;
    case 429:
      return `${server} is too busy`;
    default:
      return `${server} answers with error ${status}`;
  }
}
