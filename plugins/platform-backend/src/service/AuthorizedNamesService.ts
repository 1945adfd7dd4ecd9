import type {
  BackstageCredentials,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  platformNameReadPermission,
  type NameAvailability,
} from '@golden-path/plugin-platform-common';
import type { NamesService } from './NamesService';

/** Answers only those who may ask about names. */
export class AuthorizedNamesService implements NamesService {
  readonly #names: NamesService;
  readonly #permissions: PermissionsService;

  static create(options: {
    names: NamesService;
    permissions: PermissionsService;
  }): AuthorizedNamesService {
    return new AuthorizedNamesService(options.names, options.permissions);
  }

  private constructor(names: NamesService, permissions: PermissionsService) {
    this.#names = names;
    this.#permissions = permissions;
  }

  async checkAvailability(
    name: string,
    options: { credentials: BackstageCredentials },
  ): Promise<NameAvailability> {
    const [decision] = await this.#permissions.authorize(
      [{ permission: platformNameReadPermission }],
      options,
    );
    if (decision.result !== AuthorizeResult.ALLOW) {
      throw new NotAllowedError(
        `You may not ask whether the name of a service is free: this needs the permission ${platformNameReadPermission.name}.`,
      );
    }
    return this.#names.checkAvailability(name, options);
  }
}
