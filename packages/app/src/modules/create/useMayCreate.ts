import { usePermission } from '@backstage/plugin-permission-react';
import { taskCreatePermission } from '@backstage/plugin-scaffolder-common/alpha';

/** Why one may not create, in the same words wherever creating is offered. */
export const createDeniedReason =
  'Creating is for members of a team. You are not a member of any team in the catalog.';

/** Whether the signed-in person may start a golden path. */
export type CreateAccess = 'loading' | 'allowed' | 'denied';

/** Asks the permission backend once whether the signed-in person may create. */
export function useMayCreate(): CreateAccess {
  const { loading, allowed } = usePermission({
    permission: taskCreatePermission,
  });
  if (loading) {
    return 'loading';
  }
  return allowed ? 'allowed' : 'denied';
}
