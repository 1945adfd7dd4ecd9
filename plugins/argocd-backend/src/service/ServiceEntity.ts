import type { ApplicationQueryReading } from '@golden-path/plugin-argocd-common';

/** The little that deployments need to know of a catalog entity. */
export interface ServiceEntity {
  readonly entityRef: string;
  readonly title?: string;
  /** Entity references of its owners. */
  readonly ownerRefs: readonly string[];
  /** The annotation `github.com/project-slug`. */
  readonly projectSlug?: string;
  /** The annotation `backstage.io/source-location`. */
  readonly sourceLocation?: string;
  /** The annotation `backstage.io/managed-by-location`, which the catalog itself writes. */
  readonly definedIn?: string;
  /** Which applications its annotations mean. */
  readonly applications: ApplicationQueryReading;
}
