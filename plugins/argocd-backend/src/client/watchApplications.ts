import {
  KubeConfigTransport,
  Reflector,
  type Transport,
} from '@golden-path/kubernetes-reflector';
import type { ClustersService } from '@golden-path/plugin-platform-node';
import type { ArgocdConfig, ClusterInstanceConfig } from '../config';
import type { Application } from './Application';
import { ArgoCdServerClient } from './ArgoCdServerClient';
import { ArgoCdServerTransport } from './ArgoCdServerTransport';
import { projectApplication } from './projectApplication';
import { SharedValues } from './SharedValues';

/** Options of {@link watchApplications}. */
export interface WatchApplicationsOptions {
  instance: ArgocdConfig['instances'][number];
  clusters: ClustersService;
  logger: { info(message: string): void; warn(message: string): void };
  /** Where equal values are shared. */
  values?: SharedValues;
}

/** Some or all of the applications of one Argo CD instance, kept in memory. */
export interface WatchedApplications {
  /** Absent where they are from all namespaces. */
  namespace?: string;
  reflector: Reflector<Application>;
}

/** The name of the index by application name. */
export const byName = 'name';

/** The name of the index by label, with keys such as `team=orders`. */
export const byLabel = 'label';

/** The name of the index by the Rollouts that an application manages; see {@link rolloutKey}. */
export const byRollout = 'rollout';

/** The name of the index by the clusters in which an application manages Rollouts. */
export const byRolloutCluster = 'rollout cluster';

/** Prepares to watch the applications of one Argo CD instance: one watch per namespace, or one for all. */
export function watchApplications(
  options: WatchApplicationsOptions,
): WatchedApplications[] {
  const { instance, clusters, logger } = options;
  if (instance.type === 'server') {
    const client = ArgoCdServerClient.create({ instance });
    return [
      {
        reflector: reflect(options, {
          transport: ArgoCdServerTransport.create({ client, instance, logger }),
          path: `/api/v1/applications of ${instance.name}`,
        }),
      },
    ];
  }
  const transport = KubeConfigTransport.create(() =>
    clusters.get(instance.cluster),
  );
  return namespacesOf(instance).map(namespace => ({
    namespace,
    reflector: reflect(options, { transport, path: pathOf(namespace) }),
  }));
}

function reflect(
  { instance, clusters, logger, values }: WatchApplicationsOptions,
  { transport, path }: { transport: Transport; path: string },
): Reflector<Application> {
  const origin = {
    instance: instance.name,
    cluster: instance.cluster ?? 'in-cluster',
    frontendUrl: instance.frontendUrl,
    nameOfServer: (url: string) => clusters.nameOfServer(url),
    values,
  };
  return Reflector.create<Application>({
    transport,
    path,
    project: object => projectApplication(object, origin),
    indexers: {
      [byName]: ({ name }) => [name],
      [byLabel]: ({ labels }) =>
        Object.entries(labels).map(([key, value]) => labelKey(key, value)),
      [byRollout]: application => rolloutsIn(application).map(rolloutKey),
      [byRolloutCluster]: application =>
        rolloutsIn(application).length > 0 ? [application.cluster] : [],
    },
    // A server that starts refuses a few times more: with longer waits, its return would be seen too late.
    timing: { maximumBackoffMilliseconds: 5_000 },
    logger,
  });
}

function namespacesOf({
  namespace,
  applicationNamespaces,
}: ClusterInstanceConfig): (string | undefined)[] {
  return applicationNamespaces === '*'
    ? [undefined]
    : [...new Set([namespace, ...applicationNamespaces])];
}

function pathOf(namespace: string | undefined): string {
  const group = '/apis/argoproj.io/v1alpha1';
  return namespace === undefined
    ? `${group}/applications`
    : `${group}/namespaces/${encodeURIComponent(namespace)}/applications`;
}

/** A key of the index {@link byLabel}. */
export function labelKey(key: string, value: string): string {
  return `${key}=${value}`;
}

/** A key of the index {@link byRollout}. */
export function rolloutKey(rollout: {
  cluster: string;
  namespace: string;
  name: string;
}): string {
  return `${rollout.cluster}/${rollout.namespace}/${rollout.name}`;
}

/** The Rollouts that an application manages. */
export function rolloutsIn({
  cluster,
  resources,
}: Application): { cluster: string; namespace: string; name: string }[] {
  return resources
    .filter(({ group, kind }) => kind === 'Rollout' && group === 'argoproj.io')
    .map(({ namespace, name }) => ({ cluster, namespace, name }));
}
