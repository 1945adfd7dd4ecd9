import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type { NameAvailability } from '@golden-path/plugin-platform-common';
import type { ApplicationManifest } from '@golden-path/plugin-platform-node';

/** On whose behalf something is done. */
export interface CallerOptions {
  readonly credentials: BackstageCredentials;
  readonly signal?: AbortSignal;
}

/** A service that does not exist yet. */
export interface NewService {
  readonly name: string;
  /** The group that will own it, as the caller wrote it. */
  readonly owner?: string;
}

/** The Applications that a service needs. */
export interface ApplicationsRequest extends NewService {
  /** The entity that the Applications belong to. */
  readonly entityRef: string;
  /** Environments by name; without any, one Application with the name of the service. */
  readonly environments: readonly string[];
  /** The Argo CD instance. Each environment has its own by configuration. */
  readonly instance?: string;
  readonly namespace: string;
  readonly project: string;
  readonly repositoryUrl: string;
  readonly path: string;
  /** Put into the label `backstage-name`, for lists by label. */
  readonly labelValue?: string;
}

/** One Application that is to be made. */
export interface PlannedApplication {
  readonly instance: string;
  readonly environment?: string;
  readonly manifest: ApplicationManifest;
}

/** All Applications that a request asks for. */
export interface ApplicationsPlan {
  readonly request: ApplicationsRequest;
  readonly applications: readonly PlannedApplication[];
}

/** One Application that was made. A type and not an interface, so that it is a JSON value for checkpoints. */
export type CreatedApplication = {
  name: string;
  environment?: string;
  instance: string;
  cluster: string;
  namespace: string;
  url?: string;
};

/** How the Applications of a plan are made. */
export interface CreateApplicationsOptions extends CallerOptions {
  /** Runs one part and remembers its result under a key, so that an interrupted run does not repeat it. */
  readonly checkpoint: (part: {
    key: string;
    fn: () => Promise<CreatedApplication>;
  }) => Promise<CreatedApplication>;
}

/** What there is of a service after a run that did not come to its end. */
export interface Leftovers {
  readonly repository?: { readonly url: string; readonly empty: boolean };
  readonly applications: readonly {
    readonly name: string;
    readonly namespace: string;
    readonly cluster: string;
  }[];
  readonly component?: { readonly entityRef: string; readonly url: string };
  /** What could not be looked at, and why. */
  readonly unknown: readonly string[];
}

/** What the golden paths do outside of the portal to bring a service into being. */
export interface ServiceCreationService {
  /**
   * Makes sure that nothing is in the way of a new service. Throws a `ConflictError` that says what is, and a
   * `ServiceUnavailableError` where that could not be found out.
   */
  checkName(
    service: NewService,
    options: CallerOptions,
  ): Promise<NameAvailability>;
  /** Says which Applications would be made. Changes nothing. */
  planApplications(
    request: ApplicationsRequest,
    options: CallerOptions,
  ): Promise<ApplicationsPlan>;
  /**
   * Makes the Applications of a plan; making them again changes nothing. Where one cannot be made, the error says which
   * ones exist and how to remove them.
   */
  createApplications(
    plan: ApplicationsPlan,
    options: CreateApplicationsOptions,
  ): Promise<CreatedApplication[]>;
  /** Looks what exists of a service. */
  findLeftovers(
    service: NewService,
    options: CallerOptions,
  ): Promise<Leftovers>;
}
