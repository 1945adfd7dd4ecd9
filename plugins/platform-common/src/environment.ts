/** Who has to agree before something changes in an environment. */
export interface EnvironmentApproval {
  /** Entity references of the groups or users that may approve. */
  readonly approvers: readonly string[];
  /** How many of them have to. */
  readonly required: number;
}

/** One entry of `platform.environments`. Their order in the configuration is the order of promotion. */
export interface Environment {
  readonly name: string;
  /** The name of a cluster in `kubernetes.clusterLocatorMethods`. */
  readonly cluster: string;
  /** The name of an instance in `argocd.instances`. */
  readonly argocd: string;
  /** The environment whose version is promoted to this one. */
  readonly promoteFrom?: string;
  readonly approval?: EnvironmentApproval;
}

/** Which namespaces and Argo CD projects a group has been given by the operators of the portal. */
export interface Ownership {
  /** Entity reference of the group. */
  readonly group: string;
  readonly namespaces: readonly string[];
  readonly projects: readonly string[];
}
