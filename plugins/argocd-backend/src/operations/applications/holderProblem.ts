import type {
  ApplicationManifest,
  ApplicationSummary,
} from '@golden-path/plugin-platform-node';

/** Why an Application that exists is not the one that a manifest means; `undefined` where it is. */
export function holderProblem(
  { metadata: { name, annotations, labels } }: ApplicationManifest,
  existing: ApplicationSummary,
): string | undefined {
  const isOwn =
    existing.entityRef === annotations['backstage.io/entity-ref'] &&
    existing.team === labels.team;
  return isOwn
    ? undefined
    : `Argo CD has an application '${name}' in namespace '${
        existing.namespace
      }' of cluster '${existing.cluster}' already. It belongs to ${
        existing.entityRef ?? 'no entity'
      }, and the portal does not take it over.${
        existing.url ? ` See ${existing.url}` : ''
      }`;
}
