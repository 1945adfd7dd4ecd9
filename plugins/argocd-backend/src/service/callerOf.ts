import type {
  AuthService,
  BackstageCredentials,
} from '@backstage/backend-plugin-api';

/**
 * The person for whom decisions may be remembered. Nobody for services, whose rights cost nothing to find out, and for
 * services that act for a person: what they may do can differ from what the person may do.
 */
export function callerOf(
  auth: Pick<AuthService, 'isPrincipal'>,
  credentials: BackstageCredentials,
): string | undefined {
  return auth.isPrincipal(credentials, 'user') && !credentials.principal.actor
    ? credentials.principal.userEntityRef
    : undefined;
}
