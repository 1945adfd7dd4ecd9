import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import {
  isResourcePermission,
  type AuthorizePermissionRequest,
  type BasicPermission,
} from '@backstage/plugin-permission-common';
import {
  operationsFreezeBreakPermission,
  operationsOperationManagePermission,
} from '@golden-path/plugin-operations-common';
import type {
  AnyOperationDefinition,
  OperationSubject,
} from '@golden-path/plugin-operations-node';
import type { OperationRow } from '../database/OperationRow';
import type { KindRegistry } from '../engine/KindRegistry';
import type { AuthorizedRequests } from './AuthorizedRequests';

/** Options of {@link OperationPermissions.create}. */
export interface OperationPermissionsOptions {
  readonly kinds: KindRegistry;
  readonly requests: AuthorizedRequests;
}

/** Asks the permission backend, each time anew: nothing that changes something is decided from memory. */
export class OperationPermissions {
  readonly #options: OperationPermissionsOptions;

  static create(options: OperationPermissionsOptions): OperationPermissions {
    return new OperationPermissions(options);
  }

  private constructor(options: OperationPermissionsOptions) {
    this.#options = options;
  }

  async assertMay(
    permission: BasicPermission,
    credentials: BackstageCredentials,
  ): Promise<void> {
    if (!(await this.#may({ permission }, credentials))) {
      throw new NotAllowedError(
        `You may not do this: it needs the permission ${permission.name}.`,
      );
    }
  }

  /** Throws a `NotAllowedError` that says who may. */
  async assertMayRun(
    definition: AnyOperationDefinition,
    subject: OperationSubject,
    credentials: BackstageCredentials,
  ): Promise<void> {
    const entityRef = subject.type === 'entity' ? subject.entityRef : undefined;
    const refusal = await this.#runRefusal(definition, entityRef, credentials);
    if (refusal) {
      throw new NotAllowedError(refusal);
    }
  }

  /** Why somebody may not cancel, repeat or undo an operation of somebody else; `undefined` where the person may. */
  async changeRefusal(
    { kind, entityRef }: OperationRow,
    credentials: BackstageCredentials,
  ): Promise<string | undefined> {
    const definition = this.#options.kinds.find(kind);
    const mayManage = await this.#may(
      { permission: operationsOperationManagePermission },
      credentials,
    );
    if (mayManage) {
      return undefined;
    }
    return definition
      ? this.#runRefusal(definition, entityRef ?? undefined, credentials)
      : `Only those who operate the platform may change what is of the unknown kind '${kind}'.`;
  }

  async mayBreakFreeze(credentials: BackstageCredentials): Promise<boolean> {
    return this.#may(
      { permission: operationsFreezeBreakPermission },
      credentials,
    );
  }

  async #runRefusal(
    { permission, title }: AnyOperationDefinition,
    entityRef: string | undefined,
    credentials: BackstageCredentials,
  ): Promise<string | undefined> {
    const request = isResourcePermission(permission)
      ? { permission, resourceRef: entityRef ?? '' }
      : { permission };
    if (await this.#may(request, credentials)) {
      return undefined;
    }
    return entityRef
      ? `You may not do this (${title}) to ${entityRef}: its owners may, and those who operate the platform.`
      : `You may not do this (${title}).`;
  }

  async #may(
    request: AuthorizePermissionRequest,
    credentials: BackstageCredentials,
  ): Promise<boolean> {
    const [isAllowed = false] = await this.#options.requests.decide(
      [request],
      credentials,
    );
    return isAllowed;
  }
}
