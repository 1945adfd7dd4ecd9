import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';

/** The full reference of an entity, as the catalog writes it. Throws an `InputError` for what is none. */
export function normalizeEntityRef(ref: string, defaultKind?: string): string {
  try {
    return stringifyEntityRef(
      parseEntityRef(ref, { defaultKind, defaultNamespace: 'default' }),
    );
  } catch (error) {
    throw new InputError(
      `'${ref.slice(
        0,
        80,
      )}' is not the reference of an entity, such as component:default/orders-service.`,
      error,
    );
  }
}
