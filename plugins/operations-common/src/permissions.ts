import { RESOURCE_TYPE_CATALOG_ENTITY } from '@backstage/plugin-catalog-common/alpha';
import { createPermission } from '@backstage/plugin-permission-common';

/** Reading the operations of an entity; conditional on that entity, so that an adopter can narrow it. */
export const operationsOperationReadPermission = createPermission({
  name: 'operations.operation.read',
  attributes: { action: 'read' },
  resourceType: RESOURCE_TYPE_CATALOG_ENTITY,
});

/** Deciding on operations at all. Which ones, the approvers of each say. */
export const operationsDecisionCreatePermission = createPermission({
  name: 'operations.decision.create',
  attributes: { action: 'create' },
});

/** Breaking a freeze window. */
export const operationsFreezeBreakPermission = createPermission({
  name: 'operations.freeze.break',
  attributes: { action: 'update' },
});

/** Cancelling and repeating operations of others, on which one has no right otherwise. */
export const operationsOperationManagePermission = createPermission({
  name: 'operations.operation.manage',
  attributes: { action: 'update' },
});

/** All permissions of this plugin. Each kind of operation has one of its own plugin besides. */
export const operationsPermissions = [
  operationsOperationReadPermission,
  operationsDecisionCreatePermission,
  operationsFreezeBreakPermission,
  operationsOperationManagePermission,
];
