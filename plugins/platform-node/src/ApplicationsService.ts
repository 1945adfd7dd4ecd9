import {
  coreServices,
  createServiceFactory,
  createServiceRef,
} from '@backstage/backend-plugin-api';
import { clustersServiceRef } from './ClustersService';
import { readArgoCdInstances } from './argoCdConfig';
import { DefaultApplicationsService } from './client/DefaultApplicationsService';

/** What the portal writes into an Argo CD Application. Its namespace is that of the instance. */
export interface ApplicationManifest {
  readonly metadata: {
    readonly name: string;
    readonly labels: Readonly<Record<string, string>>;
    readonly annotations: Readonly<Record<string, string>>;
    readonly finalizers: readonly string[];
  };
  readonly spec: {
    readonly project: string;
    readonly source: {
      readonly repoURL: string;
      readonly path: string;
      readonly targetRevision: string;
    };
    readonly destination: {
      readonly server: string;
      readonly namespace: string;
    };
    readonly syncPolicy: Readonly<Record<string, unknown>>;
    readonly ignoreDifferences: readonly Readonly<Record<string, unknown>>[];
  };
}

/** An Application that exists. */
export interface ApplicationSummary {
  readonly instance: string;
  readonly cluster: string;
  readonly namespace: string;
  readonly name: string;
  /** The entity that it belongs to, by its annotation `backstage.io/entity-ref`. */
  readonly entityRef?: string;
  /** The team that it belongs to, by its label `team`. */
  readonly team?: string;
  /** The operation of the portal that made it, by its annotation `platform/created-by-operation`. */
  readonly createdBy?: string;
  /** Its page in Argo CD, where the instance has a user interface. */
  readonly url?: string;
}

/** The annotation of an Application that names the operation of the portal that made it. */
export const createdByAnnotation = 'platform/created-by-operation';

/** Names an Application. */
export interface ApplicationName {
  /** The name of one of `argocd.instances`. */
  readonly instance: string;
  readonly name: string;
}

/** The Applications of all Argo CD instances that are reached through a cluster, with the portal's own rights. */
export interface ApplicationsService {
  /** The Application, or `undefined` where there is none. */
  find(
    application: ApplicationName,
    options?: { signal?: AbortSignal },
  ): Promise<ApplicationSummary | undefined>;
  /**
   * Makes an Application, or brings it to what the manifest says. Fields that somebody else manages are not taken over:
   * that is a `ConflictError`.
   */
  apply(
    request: { instance: string; manifest: ApplicationManifest },
    options?: { dryRun?: boolean; signal?: AbortSignal },
  ): Promise<ApplicationSummary>;
  /**
   * Deletes an Application that an operation of the portal has made, with what it deploys. One that somebody else has
   * made, and one that is gone, stay as they are.
   *
   * @returns whether there was one to delete
   */
  remove(
    application: ApplicationName & { createdBy: string },
    options?: { signal?: AbortSignal },
  ): Promise<boolean>;
  /** The address under which an instance knows a cluster. */
  destinationServer(instance: string, cluster: string): string;
}

/** The Applications of `argocd.instances`, one client for all plugins of a process. */
export const applicationsServiceRef = createServiceRef<ApplicationsService>({
  id: 'golden-path.platform.applications',
  scope: 'root',
  defaultFactory: async service =>
    createServiceFactory({
      service,
      deps: { config: coreServices.rootConfig, clusters: clustersServiceRef },
      async factory({ config, clusters }) {
        return DefaultApplicationsService.create({
          clusters,
          instances: readArgoCdInstances(config),
        });
      },
    }),
});
