import type { KubernetesObject } from '@kubernetes/client-node';

/** Where the manifests of an application are. */
export interface ApplicationSource {
  readonly repoURL: string;
  readonly path?: string;
  readonly targetRevision?: string;
}

/** A request to sync, as somebody writes it into an Application. */
export interface SyncOperation {
  readonly initiatedBy?: {
    readonly username?: string;
    readonly automated?: boolean;
  };
  readonly info?: readonly { readonly name: string; readonly value: string }[];
  readonly retry?: RetryStrategy;
  readonly sync?: {
    readonly revision?: string;
    /** One per source, where there are several. */
    readonly revisions?: readonly string[];
    readonly prune?: boolean;
    readonly dryRun?: boolean;
    /** Only these; without any, all. */
    readonly resources?: readonly SyncedResourceReference[];
    readonly syncOptions?: readonly string[];
    /** Where the manifests were when what is synced was deployed; without any, where the spec says. */
    readonly source?: ApplicationSource;
    readonly sources?: readonly ApplicationSource[];
  };
}

/** How often a sync that failed is tried again, and after how long. */
export interface RetryStrategy {
  readonly limit?: number;
  readonly backoff?: {
    readonly duration?: string;
    readonly factor?: number;
    readonly maxDuration?: string;
  };
}

/** An object that is to be synced; without a namespace, in whichever it is. */
export interface SyncedResourceReference {
  readonly group?: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace?: string;
}

export type SyncStatusCode = 'Synced' | 'OutOfSync' | 'Unknown';

export type HealthStatusCode =
  | 'Healthy'
  | 'Suspended'
  | 'Progressing'
  | 'Missing'
  | 'Degraded'
  | 'Unknown';

export interface Health {
  readonly status: HealthStatusCode;
  readonly message?: string;
}

/** An object that belongs to an application, as its status lists it. */
export interface ResourceStatus {
  readonly group?: string;
  readonly version: string;
  readonly kind: string;
  readonly namespace?: string;
  readonly name: string;
  readonly status: SyncStatusCode;
  readonly health?: Health;
  readonly requiresPruning?: boolean;
}

/** What was deployed: of an application with several sources, in the plural. */
export interface DeployedRevision {
  readonly revision?: string;
  readonly revisions?: readonly string[];
  readonly source?: ApplicationSource;
  readonly sources?: readonly ApplicationSource[];
}

export interface HistoryEntry extends DeployedRevision {
  readonly id: number;
  readonly deployedAt: string;
  readonly deployStartedAt?: string;
  readonly initiatedBy?: SyncOperation['initiatedBy'];
}

/** How one object fared in a sync. */
export interface SyncedResource {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  readonly status: 'Synced' | 'SyncFailed' | 'Pruned' | 'PruneSkipped';
  readonly syncPhase: 'Sync';
  readonly message: string;
}

export interface OperationState {
  readonly phase: 'Running' | 'Terminating' | 'Succeeded' | 'Failed' | 'Error';
  readonly message?: string;
  readonly operation: SyncOperation;
  readonly startedAt: string;
  /** With the phase `Running`: when an attempt failed that will be repeated. */
  readonly finishedAt?: string;
  readonly retryCount?: number;
  readonly syncResult?: DeployedRevision & {
    readonly resources?: readonly SyncedResource[];
  };
}

export interface ApplicationCondition {
  readonly type: 'ComparisonError' | 'InvalidSpecError' | 'SyncError';
  readonly message: string;
  readonly lastTransitionTime?: string;
}

export interface ApplicationStatus {
  readonly sync?: {
    readonly status: SyncStatusCode;
    readonly revision?: string;
    readonly revisions?: readonly string[];
    readonly comparedTo?: object;
  };
  readonly health?: Health & { readonly lastTransitionTime?: string };
  readonly summary?: {
    readonly images?: readonly string[];
    readonly externalURLs?: readonly string[];
  };
  readonly resources?: readonly ResourceStatus[];
  readonly history?: readonly HistoryEntry[];
  readonly operationState?: OperationState;
  readonly conditions?: readonly ApplicationCondition[];
  readonly reconciledAt?: string;
  readonly sourceType?: string;
  readonly sourceTypes?: readonly string[];
}

export interface IgnoredDifference {
  readonly group?: string;
  readonly kind: string;
  readonly name?: string;
  readonly jsonPointers?: readonly string[];
}

export interface ApplicationSpec {
  readonly project: string;
  readonly source?: ApplicationSource;
  readonly sources?: readonly ApplicationSource[];
  readonly destination: {
    readonly namespace?: string;
    readonly server?: string;
    readonly name?: string;
  };
  readonly syncPolicy?: {
    readonly automated?: {
      readonly enabled?: boolean;
      readonly prune?: boolean;
      readonly selfHeal?: boolean;
    };
    readonly syncOptions?: readonly string[];
    readonly retry?: RetryStrategy;
  };
  /** How many deployments the history keeps; 10 unless told otherwise. */
  readonly revisionHistoryLimit?: number;
  readonly ignoreDifferences?: readonly IgnoredDifference[];
}

/** The fields of an Argo CD Application that the player reads and writes. */
export interface Application extends KubernetesObject {
  readonly spec: ApplicationSpec;
  readonly operation?: SyncOperation;
  readonly status?: ApplicationStatus;
}

/** What kind of object an Application is, for the API. */
export const applicationResource = {
  group: 'argoproj.io',
  version: 'v1alpha1',
  plural: 'applications',
} as const;

/** The annotation that says which application an object belongs to. */
export const trackingAnnotation = 'argocd.argoproj.io/tracking-id';

/** The annotation by which somebody asks for a new comparison. */
export const refreshAnnotation = 'argocd.argoproj.io/refresh';

/** With this finalizer, also followed by a way of deleting, an application takes its resources along. */
export const resourcesFinalizer = 'resources-finalizer.argocd.argoproj.io';
