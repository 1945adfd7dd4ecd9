import { defaultEntityPresentation } from '@backstage/plugin-catalog-react';

/** What people call an owner. */
export function nameOfOwner(ownerRef: string): string {
  return defaultEntityPresentation(ownerRef, { defaultKind: 'group' })
    .primaryTitle;
}
