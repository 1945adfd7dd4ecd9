import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import type { Ownership } from './environment';
import { parseRepositoryUrl, type RepositorySlug } from './parseRepositoryUrl';
import { repositoryOfLocation } from './repositoryOfLocation';

/** What the catalog says about the entity. Its annotations are written by users and prove nothing by themselves. */
export interface EntityClaim {
  readonly entityRef: string;
  /** The owners of the entity, as entity references. */
  readonly ownerRefs: readonly string[];
  /** The annotation `github.com/project-slug`: `owner/repository`. */
  readonly projectSlug?: string;
  /**
   * The hosts on which that repository may be, with their ports: the one that is known, or else those that the portal is
   * connected to. A repository of the same name on any other host proves nothing.
   */
  readonly repositoryHosts?: readonly string[];
  /**
   * The annotation `backstage.io/managed-by-location`: where the catalog read the entity from. It is the only one that
   * the catalog writes itself, and so the only one that nobody can claim something with.
   */
  readonly definedIn?: string;
}

/** What the far side, an Argo CD Application or a Crossplane claim, says about itself. */
export interface TargetEvidence {
  /** The annotation `backstage.io/entity-ref` of the target. */
  readonly entityRef?: string;
  /** The URLs of the repositories that the target is made from. */
  readonly repositoryUrls?: readonly string[];
  /** The Argo CD project. */
  readonly project?: string;
  /** The namespace in which the target acts. */
  readonly namespace?: string;
}

/** Whether a target may be acted on for an entity, and what that is based on. */
export type TargetConfirmation =
  | {
      readonly confirmed: true;
      readonly by: 'annotation' | 'repository' | 'ownership';
    }
  | { readonly confirmed: false; readonly reason: string };

function normalizeRef(ref: string): string | undefined {
  try {
    return stringifyEntityRef(parseEntityRef(ref));
  } catch {
    // A reference that nobody can read agrees with nothing.
    return undefined;
  }
}

function sameRef(left: string, right: string): boolean {
  const normalized = normalizeRef(left);
  return normalized !== undefined && normalized === normalizeRef(right);
}

function isRepositoryOf(entity: EntityClaim, url: string): boolean {
  const repository = parseRepositoryUrl(url);
  if (!entity.projectSlug || !repository) {
    return false;
  }
  const slug = `${repository.owner}/${repository.repo}`;
  return (
    slug.toLowerCase() === entity.projectSlug.toLowerCase() &&
    (entity.repositoryHosts ?? []).some(
      host => host.toLowerCase() === repository.host,
    )
  );
}

/** Whether who may change the repository is also who wrote the entity. */
function isDefinedIn(entity: EntityClaim, url: string): boolean {
  const target = parseRepositoryUrl(url);
  const source = repositoryOfLocation(entity.definedIn ?? '');
  return (
    target !== undefined &&
    source !== undefined &&
    addressOf(target) === addressOf(source)
  );
}

function addressOf({ host, owner, repo }: RepositorySlug): string {
  return `${host}/${owner}/${repo}`.toLowerCase();
}

function isGivenToOwner(
  entity: EntityClaim,
  target: TargetEvidence,
  ownership: readonly Ownership[],
): boolean {
  return ownership
    .filter(({ group }) => entity.ownerRefs.some(ref => sameRef(ref, group)))
    .some(
      ({ namespaces, projects }) =>
        (target.namespace !== undefined &&
          namespaces.includes(target.namespace)) ||
        (target.project !== undefined && projects.includes(target.project)),
    );
}

/**
 * Decides whether the far side agrees that a target belongs to an entity: it carries the reference of the entity, or
 * it is made from the entity's repository and the entity is defined there, or its project or namespace was given to the
 * owner of the entity.
 *
 * A target that carries the reference of another entity has said whose it is; then nothing else counts.
 */
export function confirmTarget(
  entity: EntityClaim,
  target: TargetEvidence,
  ownership: readonly Ownership[] = [],
): TargetConfirmation {
  if (target.entityRef) {
    return sameRef(target.entityRef, entity.entityRef)
      ? { confirmed: true, by: 'annotation' }
      : {
          confirmed: false,
          reason: `Its annotation backstage.io/entity-ref names ${target.entityRef}.`,
        };
  }
  const repositoryUrls = target.repositoryUrls ?? [];
  // Every source has to be the entity's: one foreign source could change what runs.
  const isClaimed =
    repositoryUrls.length > 0 &&
    repositoryUrls.every(url => isRepositoryOf(entity, url));
  if (isClaimed && repositoryUrls.every(url => isDefinedIn(entity, url))) {
    return { confirmed: true, by: 'repository' };
  }
  if (isGivenToOwner(entity, target, ownership)) {
    return { confirmed: true, by: 'ownership' };
  }
  const way = `Set the annotation backstage.io/entity-ref: ${entity.entityRef} on it to confirm that it belongs here`;
  return {
    confirmed: false,
    reason: isClaimed
      ? `Not confirmed for this service, which is not defined in the repository ${entity.projectSlug}. ${way}, or define the service there.`
      : `Not confirmed for this service. ${way}.`,
  };
}
