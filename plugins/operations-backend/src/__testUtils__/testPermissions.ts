import type {
  BackstageCredentials,
  BackstageUserPrincipal,
} from '@backstage/backend-plugin-api';
import { mockServices } from '@backstage/backend-test-utils';
import {
  RELATION_MEMBER_OF,
  RELATION_OWNED_BY,
} from '@backstage/catalog-model';
import {
  AuthorizeResult,
  type AuthorizePermissionRequest,
} from '@backstage/plugin-permission-common';
import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import { testEntities } from './startOperationsBackend';

const admins = 'group:default/team-platform';

/** A permission backend with the rules of the platform, for the people and lamps of the tests. */
export function testPermissions(entities: Entity[] = testEntities) {
  const byRef = new Map(
    entities.map(entity => [stringifyEntityRef(entity), entity]),
  );
  const targets = (ref: string, relation: string) =>
    (byRef.get(ref)?.relations ?? [])
      .filter(({ type }) => type === relation)
      .map(({ targetRef }) => targetRef);
  const may = (
    request: AuthorizePermissionRequest,
    { principal }: BackstageCredentials,
  ): boolean => {
    const { name } = request.permission;
    if (!isUser(principal)) {
      return (
        name === 'operations.operation.read' &&
        JSON.stringify(principal).includes('"external:reader"')
      );
    }
    const groups = targets(principal.userEntityRef, RELATION_MEMBER_OF);
    if (groups.includes(admins) || name === 'operations.operation.read') {
      return true;
    }
    if (name === 'operations.decision.create') {
      return groups.length > 0;
    }
    return (
      name === 'example.lamp.switch' &&
      'resourceRef' in request &&
      targets(request.resourceRef ?? '', RELATION_OWNED_BY).some(owner =>
        groups.includes(owner),
      )
    );
  };
  return mockServices.permissions.mock({
    authorize: async (requests, { credentials }) =>
      requests.map(request => ({
        result: may(request, credentials)
          ? AuthorizeResult.ALLOW
          : AuthorizeResult.DENY,
      })),
  });
}

function isUser(principal: unknown): principal is BackstageUserPrincipal {
  return (
    typeof principal === 'object' &&
    principal !== null &&
    'userEntityRef' in principal
  );
}
