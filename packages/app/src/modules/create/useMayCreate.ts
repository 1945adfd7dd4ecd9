import { usePermission } from '@backstage/plugin-permission-react';
import { taskCreatePermission } from '@backstage/plugin-scaffolder-common/alpha';

/** Whether the signed-in person may start a golden path, and if not, why. */
export type CreateAccess =
  | { status: 'loading' }
  | { status: 'allowed' }
  | { status: 'denied'; reason: string };

const notInTeam =
  'Only a member of a team may create. You are not in any team of the catalog.';
const notChecked =
  'The portal cannot check right now whether you may create. Try again in a minute.';

/** Asks the permission backend once whether the signed-in person may create. */
export function useMayCreate(): CreateAccess {
  const { loading, allowed, error } = usePermission({
    permission: taskCreatePermission,
  });
  if (loading) {
    return { status: 'loading' };
  }
  return allowed
    ? { status: 'allowed' }
    : { status: 'denied', reason: error ? notChecked : notInTeam };
}
