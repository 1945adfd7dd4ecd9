import { DEFAULT_NAMESPACE, parseEntityRef } from '@backstage/catalog-model';
import type { FleetDeployment } from '@golden-path/plugin-argocd-common';

/** What people call the service of a deployment. */
export function serviceNameOf({
  entityRef,
  entityTitle,
}: Pick<FleetDeployment, 'entityRef' | 'entityTitle'>): string {
  if (entityTitle) {
    return entityTitle;
  }
  const { namespace, name } = parseEntityRef(entityRef);
  return namespace === DEFAULT_NAMESPACE ? name : `${namespace}/${name}`;
}
