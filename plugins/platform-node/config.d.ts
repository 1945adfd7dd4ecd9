export interface Config {
  /** What the platform consists of. */
  platform?: {
    /** The environments, in the order of promotion. Everything else refers to them by name. */
    environments?: Array<{
      /** 1 to 22 lowercase letters, digits and hyphens. Applications are called `<service>-<environment>`. */
      name: string;
      /** The name of a cluster in `kubernetes.clusterLocatorMethods`. */
      cluster: string;
      /** The name of an instance in `argocd.instances`. */
      argocd: string;
      /** The environment before this one, whose version is promoted to it. */
      promoteFrom?: string;
      /** Who has to agree before something changes here. */
      approval?: {
        /** References of groups and users, such as `group:default/team-platform`. */
        approvers: string[];
        /** How many of them have to agree. */
        required: number;
      };
    }>;
    /** References of the groups and users that operate the platform. They may do what owners may, everywhere. */
    admins?: string[];
    /** Namespaces and Argo CD projects that belong to a group, which confirms targets without an annotation. */
    ownership?: Array<{
      /** Reference of the group, such as `group:default/team-orders`. */
      group: string;
      namespaces?: string[];
      projects?: string[];
    }>;
    /** Where the repositories of new services are made. */
    repositories?: {
      /** Host of one of `integrations.github`, with its port where it has one. */
      host: string;
      /** The organisation or user that owns the repositories. */
      owner: string;
    };
    /** The image that a new service runs until its first build: `<repository>@sha256:<digest>`. */
    starterImage?: string;
  };
}
