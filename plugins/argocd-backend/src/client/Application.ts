import type {
  ApplicationIdentity,
  Deployment,
  Resource,
} from '@golden-path/plugin-argocd-common';

/** An object that Argo CD manages for an application. */
export type ManagedResource = Pick<
  Resource,
  | 'group'
  | 'kind'
  | 'namespace'
  | 'name'
  | 'sync'
  | 'health'
  | 'message'
  | 'requiresPruning'
>;

/** What the portal remembers of an Argo CD Application. */
export interface Application extends ApplicationIdentity {
  /** The ApplicationSet that made it. */
  applicationSet?: string;
  /** The name of the cluster that it deploys to, or the host of its API server where the portal does not know it. */
  cluster: string;
  destinationNamespace: string;
  /** The annotation `backstage.io/entity-ref`. */
  entityRef?: string;
  /** The parameter `environment` of its sources. */
  environmentParameter?: string;
  /** Where its manifests come from, without any credentials that may be in the addresses. */
  repositoryUrls: string[];
  /** The folder of its first source, for example `k8s/overlays/staging`. */
  path?: string;
  sync: Deployment['sync'];
  health: Deployment['health'];
  images: Deployment['images'];
  operation: Deployment['operation'];
  history: Deployment['history'];
  conditions: Deployment['conditions'];
  deployedAt?: string;
  resources: ManagedResource[];
  links: Deployment['links'];
}
