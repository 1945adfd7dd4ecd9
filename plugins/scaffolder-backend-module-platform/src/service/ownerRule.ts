import {
  KubernetesValidatorFunctions,
  parseEntityRef,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';

/** Reads the owner of a new service: a group, by name or by reference. Returns its full reference. */
export function parseOwner(owner: string | undefined): string {
  if (!owner) {
    throw new InputError(
      'A new service needs an owner: give the name of one of your groups.',
    );
  }
  const ref = parseEntityRef(owner, {
    defaultKind: 'group',
    defaultNamespace: 'default',
  });
  if (
    ref.kind.toLowerCase() !== 'group' ||
    !KubernetesValidatorFunctions.isValidObjectName(ref.name)
  ) {
    throw new InputError(
      `'${owner}' cannot own a service: the owner is a group, such as group:default/team-orders.`,
    );
  }
  return stringifyEntityRef(ref);
}

/** Whether somebody with these references may make things that a group will own. */
export function mayCreateFor(
  ownerRef: string,
  callerRefs: readonly string[],
  admins: readonly string[],
): boolean {
  const refs = new Set(callerRefs.map(ref => ref.toLowerCase()));
  return [ownerRef, ...admins].some(ref => refs.has(ref.toLowerCase()));
}
