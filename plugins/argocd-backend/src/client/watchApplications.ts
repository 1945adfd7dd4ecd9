import {
  KubeConfigTransport,
  Reflector,
} from '@golden-path/kubernetes-reflector';
import type { KubeConfig } from '@kubernetes/client-node';
import type { ClusterInstanceConfig } from '../config';
import type { Application } from './Application';
import { projectApplication } from './projectApplication';

/** Options of {@link watchApplications}. */
export interface WatchApplicationsOptions {
  instance: ClusterInstanceConfig;
  loadKubeConfig: () => Promise<KubeConfig>;
  logger: { info(message: string): void; warn(message: string): void };
}

/** The Application resources of one Argo CD instance, kept in memory. */
export type WatchedApplications = Reflector<Application>;

/** The name of the index by application name. */
export const byName = 'name';

/** The name of the index by label, with keys such as `team=orders`. */
export const byLabel = 'label';

/** Prepares to watch the Application resources of one Argo CD instance. */
export function watchApplications(
  options: WatchApplicationsOptions,
): WatchedApplications {
  const { instance, loadKubeConfig, logger } = options;
  const namespace = encodeURIComponent(instance.namespace);
  return Reflector.create<Application>({
    transport: KubeConfigTransport.create(loadKubeConfig),
    path: `/apis/argoproj.io/v1alpha1/namespaces/${namespace}/applications`,
    project: object =>
      projectApplication(object, {
        instance: instance.name,
        cluster: instance.cluster,
        frontendUrl: instance.frontendUrl,
      }),
    indexers: {
      [byName]: application => [application.name],
      [byLabel]: application =>
        Object.entries(application.labels).map(([key, value]) =>
          labelKey(key, value),
        ),
    },
    // A server that starts refuses a few times more: with longer waits, its return would be seen too late.
    timing: { maximumBackoffMilliseconds: 5_000 },
    logger,
  });
}

/** A key of the index {@link byLabel}. */
export function labelKey(key: string, value: string): string {
  return `${key}=${value}`;
}
