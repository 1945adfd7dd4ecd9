import { RESOURCE_TYPE_CATALOG_ENTITY } from '@backstage/plugin-catalog-common/alpha';
import { createPermission } from '@backstage/plugin-permission-common';

/** Reading what Argo CD deploys for an entity; conditional on that entity, so that an adopter can narrow it. */
export const argocdDeploymentReadPermission = createPermission({
  name: 'argocd.deployment.read',
  attributes: { action: 'read' },
  resourceType: RESOURCE_TYPE_CATALOG_ENTITY,
});

/** Letting Argo CD compare an application of an entity with Git again. */
export const argocdApplicationRefreshPermission = createPermission({
  name: 'argocd.application.refresh',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_CATALOG_ENTITY,
});

/** Applying to the cluster what Git says, and stopping that. */
export const argocdApplicationSyncPermission = createPermission({
  name: 'argocd.application.sync',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_CATALOG_ENTITY,
});

/** Bringing another image into an environment of an entity: deploy and promote. */
export const argocdApplicationDeployPermission = createPermission({
  name: 'argocd.application.deploy',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_CATALOG_ENTITY,
});

/** Bringing back what ran before in an environment of an entity. */
export const argocdApplicationRollBackPermission = createPermission({
  name: 'argocd.application.roll-back',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_CATALOG_ENTITY,
});

/** All permissions of this plugin. */
export const argocdPermissions = [
  argocdDeploymentReadPermission,
  argocdApplicationRefreshPermission,
  argocdApplicationSyncPermission,
  argocdApplicationDeployPermission,
  argocdApplicationRollBackPermission,
];
