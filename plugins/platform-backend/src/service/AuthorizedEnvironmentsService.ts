import type {
  BackstageCredentials,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  platformEnvironmentReadPermission,
  type EnvironmentsResponse,
} from '@golden-path/plugin-platform-common';
import type { EnvironmentsService } from './EnvironmentsService';

/** Shows the environments only to those who may see them. */
export class AuthorizedEnvironmentsService implements EnvironmentsService {
  readonly #environments: EnvironmentsService;
  readonly #permissions: PermissionsService;

  static create(options: {
    environments: EnvironmentsService;
    permissions: PermissionsService;
  }): AuthorizedEnvironmentsService {
    return new AuthorizedEnvironmentsService(
      options.environments,
      options.permissions,
    );
  }

  private constructor(
    environments: EnvironmentsService,
    permissions: PermissionsService,
  ) {
    this.#environments = environments;
    this.#permissions = permissions;
  }

  async list(options: {
    credentials: BackstageCredentials;
  }): Promise<EnvironmentsResponse> {
    const [decision] = await this.#permissions.authorize(
      [{ permission: platformEnvironmentReadPermission }],
      options,
    );
    if (decision.result !== AuthorizeResult.ALLOW) {
      throw new NotAllowedError(
        `You may not see the environments: this needs the permission ${platformEnvironmentReadPermission.name}.`,
      );
    }
    return this.#environments.list(options);
  }
}
