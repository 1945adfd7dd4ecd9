import type { Application } from './Application';

/** What Argo CD makes of a source: how its manifests come about. */
export type SourceType =
  | 'kustomize'
  | 'helm'
  | 'directory'
  | 'plugin'
  | 'unknown';

/** One of the sources of an application. */
export interface LiveSource {
  /** Without credentials. */
  readonly repositoryUrl: string;
  /** Absent for a chart of a Helm repository. */
  readonly path?: string;
  /** The branch, tag or commit; `HEAD` for the default branch. */
  readonly targetRevision: string;
  readonly type: SourceType;
  /** Whether the application itself names images, which then win over those of Git. */
  readonly overridesImages: boolean;
  /** The commit that the cluster was last compared with. */
  readonly revision?: string;
}

/** The last or the running operation of an application. */
export interface LiveOperation {
  /** `requested` until the controller has begun with it. */
  readonly state:
    | 'requested'
    | 'running'
    | 'terminating'
    | 'succeeded'
    | 'failed';
  /** The operation of the portal that asked for it. */
  readonly operationId?: string;
  readonly startedAt?: string;
  readonly message?: string;
  readonly initiatedBy?: string;
  readonly automated: boolean;
  readonly isDryRun: boolean;
  /** The commits that it applies, one for each source. */
  readonly revisions: readonly string[];
}

/** An application as it is at this moment, with what is needed to change it. */
export interface LiveApplication {
  readonly application: Application;
  /** Whether Argo CD syncs it by itself. */
  readonly isAutomated: boolean;
  /** Whether somebody asked for a comparison that was not made yet. */
  readonly awaitsRefresh: boolean;
  readonly sources: readonly LiveSource[];
  readonly operation?: LiveOperation;
}
