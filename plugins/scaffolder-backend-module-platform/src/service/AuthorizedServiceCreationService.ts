import type {
  AuthService,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import type { NameAvailability } from '@golden-path/plugin-platform-common';
import type { PlatformConfigService } from '@golden-path/plugin-platform-node';
import { mayCreateFor, parseOwner } from './ownerRule';
import type {
  CallerOptions,
  Leftovers,
  NewService,
  ServiceCreationService,
} from './ServiceCreationService';

/** What {@link AuthorizedServiceCreationService} decides by. */
export interface AuthorizedServiceCreationServiceOptions {
  readonly creation: ServiceCreationService;
  readonly auth: AuthService;
  readonly userInfo: UserInfoService;
  readonly platform: PlatformConfigService;
}

/**
 * Lets people make services for their own groups, and operators for all. There is no entity yet whose owner could be
 * asked, so the owner in the input is held against the groups of the caller, before every effect.
 */
export class AuthorizedServiceCreationService
  implements ServiceCreationService
{
  readonly #options: AuthorizedServiceCreationServiceOptions;

  static create(
    options: AuthorizedServiceCreationServiceOptions,
  ): AuthorizedServiceCreationService {
    return new AuthorizedServiceCreationService(options);
  }

  private constructor(options: AuthorizedServiceCreationServiceOptions) {
    this.#options = options;
  }

  async checkName(
    service: NewService,
    options: CallerOptions,
  ): Promise<NameAvailability> {
    await this.#checkOwner(service, options);
    return this.#options.creation.checkName(service, options);
  }

  async findLeftovers(
    service: NewService,
    options: CallerOptions,
  ): Promise<Leftovers> {
    await this.#checkOwner(service, options);
    return this.#options.creation.findLeftovers(service, options);
  }

  async #checkOwner(
    { owner }: NewService,
    { credentials }: CallerOptions,
  ): Promise<void> {
    const { auth, userInfo, platform } = this.#options;
    const ownerRef = parseOwner(owner);
    if (!auth.isPrincipal(credentials, 'user')) {
      throw new NotAllowedError(
        'Services are made by people: start the run as a user who belongs to the owning group.',
      );
    }
    const { ownershipEntityRefs } = await userInfo.getUserInfo(credentials);
    if (!mayCreateFor(ownerRef, ownershipEntityRefs, platform.admins)) {
      const admins = platform.admins.join(', ');
      throw new NotAllowedError(
        `You may not make a service for ${ownerRef}: you do not belong to this group. Its members may${
          admins ? `, and ${admins}` : ''
        }. Choose one of your own groups, or ask one of them.`,
      );
    }
  }
}
