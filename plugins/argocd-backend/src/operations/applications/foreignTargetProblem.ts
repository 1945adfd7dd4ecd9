import type { Ownership } from '@golden-path/plugin-platform-common';
import type { ApplicationManifest } from '@golden-path/plugin-platform-node';

/** Why the Application of a group may not go where it is meant to go; `undefined` where it may. */
export function foreignTargetProblem(
  { metadata: { name }, spec }: ApplicationManifest,
  ownerRef: string,
  ownership: readonly Ownership[],
): string | undefined {
  const { project, destination } = spec;
  const { namespace } = destination;
  if (namespace.startsWith('kube-')) {
    return `Application '${name}' may not deploy into namespace '${namespace}': it belongs to the cluster itself.`;
  }
  const foreign = findForeignOwners(
    { namespace, project },
    ownerRef,
    ownership,
  );
  return foreign.length > 0
    ? `Application '${name}' may not use project '${project}' and namespace '${namespace}' for ${ownerRef}: they were given to ${foreign.join(
        ', ',
      )}.`
    : undefined;
}

/**
 * Names the groups, other than the owner, that a namespace or project was given to. Whoever deploys into one of these
 * acts on what belongs to somebody else.
 */
export function findForeignOwners(
  target: { namespace: string; project: string },
  ownerRef: string,
  ownership: readonly Ownership[],
): string[] {
  // Each by itself: an own project does not make somebody else's namespace one's own.
  const heldByOthers = (holds: (held: Ownership) => boolean) => {
    const groups = ownership
      .filter(holds)
      .map(({ group }) => group.toLowerCase());
    return groups.includes(ownerRef.toLowerCase()) ? [] : groups;
  };
  return [
    ...new Set([
      ...heldByOthers(({ namespaces }) =>
        namespaces.includes(target.namespace),
      ),
      ...heldByOthers(({ projects }) => projects.includes(target.project)),
    ]),
  ];
}
