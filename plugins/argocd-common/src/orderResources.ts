import type { Resource } from './detailSchema';
import { statusWords } from './statusWords';

/**
 * Sorts objects as a tree: parents before their children, and among siblings those first that are unhealthy or made
 * something unhealthy. Only the first are kept, so that no child is there without its parent.
 */
export function orderResources(
  resources: readonly Resource[],
  maximum: number,
): Resource[] {
  // What Git asks for and what was found in the cluster may be the same object: the one told first is kept.
  const byId = new Map(
    resources.toReversed().map(resource => [resource.id, resource]),
  );
  const severities = severitiesOf(byId);
  const isBefore = (left: Resource, right: Resource) =>
    (severities.get(right.id) ?? 0) - (severities.get(left.id) ?? 0) ||
    left.kind.localeCompare(right.kind) ||
    left.name.localeCompare(right.name);
  const families = new Map<string | undefined, Resource[]>();
  for (const resource of [...byId.values()].toSorted(isBefore)) {
    const parent = parentOf(resource, byId)?.id;
    const family = families.get(parent);
    if (family) {
      family.push(resource);
    } else {
      families.set(parent, [resource]);
    }
  }
  const ordered = new Set<Resource>();
  const visit = (siblings: readonly Resource[] = []) => {
    for (const resource of siblings) {
      if (!ordered.has(resource)) {
        ordered.add(resource);
        visit(families.get(resource.id));
      }
    }
  };
  visit(families.get(undefined));
  // Objects that name each other as parents have no beginning.
  visit([...byId.values()]);
  return [...ordered].slice(0, maximum);
}

/** How bad the worst of an object and everything that it made is. */
function severitiesOf(
  byId: ReadonlyMap<string, Resource>,
): ReadonlyMap<string, number> {
  const severities = new Map<string, number>();
  for (const resource of byId.values()) {
    const severity = resource.health
      ? statusWords.health[resource.health].severity
      : 0;
    const seen = new Set<Resource>();
    let current: Resource | undefined = resource;
    while (current && !seen.has(current)) {
      seen.add(current);
      severities.set(
        current.id,
        Math.max(severity, severities.get(current.id) ?? 0),
      );
      current = parentOf(current, byId);
    }
  }
  return severities;
}

function parentOf(
  { id, parentId }: Resource,
  byId: ReadonlyMap<string, Resource>,
): Resource | undefined {
  return parentId === undefined || parentId === id
    ? undefined
    : byId.get(parentId);
}
