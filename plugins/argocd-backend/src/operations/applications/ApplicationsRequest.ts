/** The Applications that a new service needs. */
export interface ApplicationsRequest {
  readonly name: string;
  /** The group that owns the service. */
  readonly ownerRef: string;
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
