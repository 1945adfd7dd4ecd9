import {
  ANNOTATION_LOCATION,
  ANNOTATION_SOURCE_LOCATION,
  RELATION_OWNED_BY,
  stringifyEntityRef,
  type Entity,
} from '@backstage/catalog-model';
import {
  ANNOTATION_APP_NAME,
  ANNOTATION_APP_NAMESPACE,
  ANNOTATION_APP_SELECTOR,
  ANNOTATION_INSTANCE_NAME,
  ANNOTATION_PROJECT_NAME,
  readApplicationQuery,
} from '@golden-path/plugin-argocd-common';
import type { ServiceEntity } from './ServiceEntity';

const projectSlugAnnotation = 'github.com/project-slug';

/** The fields of a catalog entity that {@link serviceEntityOf} reads. */
export const serviceEntityFields: string[] = [
  'kind',
  'metadata.namespace',
  'metadata.name',
  'metadata.title',
  'relations',
  ...[
    ANNOTATION_APP_NAME,
    ANNOTATION_APP_NAMESPACE,
    ANNOTATION_APP_SELECTOR,
    ANNOTATION_INSTANCE_NAME,
    ANNOTATION_PROJECT_NAME,
    ANNOTATION_LOCATION,
    ANNOTATION_SOURCE_LOCATION,
    projectSlugAnnotation,
  ].map(annotation => `metadata.annotations.${annotation}`),
];

/** Takes from a catalog entity what deployments need. */
export function serviceEntityOf(entity: Entity): ServiceEntity {
  const { annotations, title } = entity.metadata;
  return {
    entityRef: stringifyEntityRef(entity),
    title,
    ownerRefs: (entity.relations ?? [])
      .filter(({ type }) => type === RELATION_OWNED_BY)
      .map(({ targetRef }) => targetRef),
    projectSlug: annotations?.[projectSlugAnnotation],
    sourceLocation: annotations?.[ANNOTATION_SOURCE_LOCATION],
    definedIn: annotations?.[ANNOTATION_LOCATION],
    applications: readApplicationQuery(annotations),
  };
}
