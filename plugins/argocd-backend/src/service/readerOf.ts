import type {
  AuthService,
  BackstageCredentials,
} from '@backstage/backend-plugin-api';

/** Who reads, for the audit: the auditor takes the caller from an HTTP request, and not every caller sends one. */
export function readerOf(
  auth: Pick<AuthService, 'isPrincipal'>,
  credentials: BackstageCredentials,
): string {
  if (auth.isPrincipal(credentials, 'user')) {
    return credentials.principal.userEntityRef;
  }
  return auth.isPrincipal(credentials, 'service')
    ? credentials.principal.subject
    : 'unknown';
}
