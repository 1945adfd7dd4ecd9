import type {
  BackstageCredentials,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { ServiceUnavailableError } from '@backstage/errors';
import {
  AuthorizeResult,
  type AuthorizePermissionRequest,
} from '@backstage/plugin-permission-common';

/** Options of {@link AuthorizedRequests.create}. */
export interface AuthorizedRequestsOptions {
  readonly permissions: PermissionsService;
  readonly timeoutMilliseconds?: number;
}

/** Asks the permission backend, which may be down or slow. */
export class AuthorizedRequests {
  readonly #permissions: PermissionsService;
  readonly #timeoutMilliseconds: number;

  static create(options: AuthorizedRequestsOptions): AuthorizedRequests {
    return new AuthorizedRequests(options);
  }

  private constructor({
    permissions,
    timeoutMilliseconds = 2_500,
  }: AuthorizedRequestsOptions) {
    this.#permissions = permissions;
    this.#timeoutMilliseconds = timeoutMilliseconds;
  }

  /**
   * Which of some requests are allowed, in their order. Throws a `ServiceUnavailableError` where nobody answers in
   * time: that allows nothing, and is not taken for a refusal.
   */
  async decide(
    requests: readonly AuthorizePermissionRequest[],
    credentials: BackstageCredentials,
  ): Promise<boolean[]> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(
        () => reject(new Error('no answer in time')),
        this.#timeoutMilliseconds,
      );
    });
    try {
      const decisions = await Promise.race([
        this.#permissions.authorize([...requests], { credentials }),
        late,
      ]);
      return requests.map(
        (_, index) => decisions[index]?.result === AuthorizeResult.ALLOW,
      );
    } catch (error) {
      throw new ServiceUnavailableError(
        'It could not be found out whether you may do this: the permission backend does not answer. Nothing was done. Try again in a moment.',
        error,
      );
    } finally {
      clearTimeout(timer);
    }
  }
}
