export interface Config {
  /** The Argo CD instances whose applications the portal shows. */
  argocd?: {
    /** Whether the portal must not change anything by Argo CD. */
    readOnly?: boolean;
    /** Each instance is either read from a cluster (`cluster`, `namespace`) or from its API server (`url`, `token`). */
    instances?: Array<{
      /** What the annotation `argocd/instance-name` and `platform.environments[].argocd` refer to. */
      name: string;
      /** The name of a cluster in `kubernetes.clusterLocatorMethods`, in which Argo CD runs. */
      cluster?: string;
      /** The namespace that holds the Application resources; `argocd` if not given. */
      namespace?: string;
      /** Where people open Argo CD; without it, nothing links there. */
      frontendUrl?: string;
      /** The address of an Argo CD API server. */
      url?: string;
      /**
       * A token for that API server.
       * @visibility secret
       */
      token?: string;
    }>;
    /** The key of the public Argo CD plugins; instances of the type `config` are taken over. */
    appLocatorMethods?: Array<{
      type: string;
      instances?: Array<{
        name: string;
        url: string;
        /** @visibility secret */
        token?: string;
        username?: string;
        /** @visibility secret */
        password?: string;
      }>;
    }>;
  };
}
