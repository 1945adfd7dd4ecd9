export interface Config {
  /** The Argo CD instances whose applications the portal shows. */
  argocd?: {
    /** Whether the portal must not change anything by Argo CD. */
    readOnly?: boolean;
    /**
     * How a new image gets into Git: by a commit (the default) or by a pull request, for all environments or for each by
     * its name. A branch that takes no direct push from the portal gets a pull request in any case.
     */
    delivery?:
      | 'commit'
      | 'pull-request'
      | {
          default?: 'commit' | 'pull-request';
          environments?: { [environment: string]: 'commit' | 'pull-request' };
        };
    /** Each instance is either read from a cluster (`cluster`, `namespace`) or from its API server (`url`, `token`). */
    instances?: Array<{
      /** What the annotation `argocd/instance-name` and `platform.environments[].argocd` refer to. */
      name: string;
      /** The name of a cluster in `kubernetes.clusterLocatorMethods`, in which Argo CD runs. */
      cluster?: string;
      /** The namespace that Argo CD runs in; `argocd` if not given. */
      namespace?: string;
      /** Further namespaces with Application resources (what Argo CD calls applications in any namespace), or `*` for all. */
      applicationNamespaces?: string[] | '*';
      /** Where people open Argo CD; without it, nothing links there, unless there is a `url`. */
      frontendUrl?: string;
      /** The address of an Argo CD API server. */
      url?: string;
      /**
       * A token of an Argo CD account that may get applications and, for operations, sync them.
       * @visibility secret
       */
      token?: string;
      /** The name of the cluster in `kubernetes.clusterLocatorMethods` that this API server calls `in-cluster`. */
      inCluster?: string;
      /** Whether the token may be sent over plain http; it always may on this machine. */
      allowInsecure?: boolean;
    }>;
    /** The key of the public Argo CD plugins; instances of the type `config` are taken over. */
    appLocatorMethods?: Array<{
      type: string;
      instances?: Array<{
        name: string;
        url: string;
        /** @visibility secret */
        token?: string;
        /** Whether the token may be sent over plain http; it always may on this machine. */
        allowInsecure?: boolean;
      }>;
    }>;
  };
}
