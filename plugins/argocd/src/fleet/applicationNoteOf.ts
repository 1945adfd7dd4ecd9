import { parseEntityRef } from '@backstage/catalog-model';
import type { FleetDeployment } from '@golden-path/plugin-argocd-common';

/** The name of the application, where service and environment do not tell it. */
export function applicationNoteOf(
  deployment: Pick<
    FleetDeployment,
    'application' | 'entityRef' | 'environment'
  >,
): string | undefined {
  const { application, entityRef, environment } = deployment;
  const { name } = parseEntityRef(entityRef);
  return [name, `${name}-${environment}`].includes(application.name)
    ? undefined
    : application.name;
}
