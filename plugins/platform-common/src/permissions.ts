import { createPermission } from '@backstage/plugin-permission-common';

/** Creating a service at all. Which group may own it is decided by the owner in the input. */
export const platformServiceCreatePermission = createPermission({
  name: 'platform.service.create',
  attributes: { action: 'create' },
});

/** Asking whether the name of a service is free. */
export const platformNameReadPermission = createPermission({
  name: 'platform.name.read',
  attributes: { action: 'read' },
});

/** Reading the list of environments. */
export const platformEnvironmentReadPermission = createPermission({
  name: 'platform.environment.read',
  attributes: { action: 'read' },
});

/** All permissions of the platform plugin. */
export const platformPermissions = [
  platformServiceCreatePermission,
  platformNameReadPermission,
  platformEnvironmentReadPermission,
];
