import { parseEntityRef } from '@backstage/catalog-model';
import type { Visit } from '@backstage/plugin-home';

/** The name of a visited page without the portal's own name at its end. */
export function visitTitle(
  visit: Pick<Visit, 'name' | 'entityRef' | 'pathname'>,
): string {
  if (visit.entityRef) {
    const { name, kind } = parseEntityRef(visit.entityRef);
    return `${name} (${kind.toLowerCase()})`;
  }
  const [title] = visit.name.split(' | ');
  return title || visit.pathname;
}
