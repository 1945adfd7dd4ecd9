import { RESOURCE_TYPE_CATALOG_ENTITY } from '@backstage/plugin-catalog-common/alpha';
import { createPermission } from '@backstage/plugin-permission-common';

/** Reading what Argo CD deploys for an entity; conditional on that entity, so that an adopter can narrow it. */
export const argocdDeploymentReadPermission = createPermission({
  name: 'argocd.deployment.read',
  attributes: { action: 'read' },
  resourceType: RESOURCE_TYPE_CATALOG_ENTITY,
});

/** All permissions of this plugin. */
export const argocdPermissions = [argocdDeploymentReadPermission];
