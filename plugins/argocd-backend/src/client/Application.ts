import type {
  ApplicationIdentity,
  Deployment,
} from '@golden-path/plugin-argocd-common';

/** What the portal remembers of an Argo CD Application. */
export interface Application extends ApplicationIdentity {
  /** The name of the cluster that it deploys to. */
  cluster: string;
  destinationNamespace: string;
  /** The annotation `backstage.io/entity-ref`. */
  entityRef?: string;
  /** The parameter `environment` of its sources. */
  environmentParameter?: string;
  /** Where its manifests come from, without any credentials that may be in the addresses. */
  repositoryUrls: string[];
  sync: Deployment['sync'];
  health: Deployment['health'];
  images: Deployment['images'];
  deployedAt?: string;
  links: Deployment['links'];
}
