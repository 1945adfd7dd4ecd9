import {
  coreServices,
  createServiceFactory,
  createServiceRef,
} from '@backstage/backend-plugin-api';
import type {
  ApplicationQuery,
  RolloutDetail,
  Source,
} from '@golden-path/plugin-argocd-common';
import { clustersServiceRef } from '@golden-path/plugin-platform-node';
import type { Application } from '../client/Application';
import { readArgocdConfig } from '../config';
import { DefaultApplicationsReadModel } from './DefaultApplicationsReadModel';

/** Something that changed in the cluster. */
export type ApplicationsChange =
  | {
      type: 'application';
      /** The application before and after, as far as there is one. */
      versions: Application[];
    }
  | { type: 'source'; instance: string };

/** The applications of all Argo CD instances, in memory: reading them calls nobody. */
export interface ApplicationsReadModel {
  /** The applications that a query means. */
  find(query: ApplicationQuery): Application[];
  /** All applications of all instances. */
  list(): Application[];
  /** The rollouts of an application with the analyses of their current revision, what needs attention first. */
  rolloutsOf(application: Application): RolloutDetail[];
  /** How fresh the data of each instance is; an instance that a query names but nobody configured is unavailable. */
  sources(query?: ApplicationQuery): Source[];
  /** Calls back after every change. Returns a function that ends this. */
  subscribe(listener: (change: ApplicationsChange) => void): () => void;
}

/** One read model for the whole process: it starts and ends with it, and does not delay its start. */
export const applicationsReadModelRef = createServiceRef<ApplicationsReadModel>(
  {
    id: 'golden-path.argocd.applications',
    scope: 'root',
    defaultFactory: async service =>
      createServiceFactory({
        service,
        deps: {
          clusters: clustersServiceRef,
          config: coreServices.rootConfig,
          lifecycle: coreServices.rootLifecycle,
          logger: coreServices.rootLogger,
        },
        async factory({ clusters, config, lifecycle, logger }) {
          const readModel = DefaultApplicationsReadModel.create({
            instances: readArgocdConfig(config, clusters.names()).instances,
            clusters,
            logger: logger.child({ plugin: 'argocd' }),
          });
          lifecycle.addStartupHook(() => readModel.start());
          lifecycle.addShutdownHook(() => readModel.stop());
          return readModel;
        },
      }),
  },
);
