import type { TokenStore } from './TokenStore.ts';

/** Who sends a request. */
export type Caller =
  | { readonly kind: 'anonymous' }
  | { readonly kind: 'known'; readonly login: string; readonly scope: string }
  | { readonly kind: 'unknown-token' };

/**
 * Reads the `Authorization` header in each form that GitHub takes: `Bearer` and `token` with a token, `Basic` with the
 * token as the password (Git) or as the user's name.
 */
export function authenticate(
  header: string | undefined,
  tokens: TokenStore,
): Caller {
  if (!header) {
    return { kind: 'anonymous' };
  }
  for (const token of tokensOf(header)) {
    const grant = tokens.find(token);
    if (grant) {
      return { kind: 'known', ...grant };
    }
  }
  return { kind: 'unknown-token' };
}

function tokensOf(header: string): string[] {
  const [scheme, value = ''] = header.trim().split(/\s+/, 2);
  if (scheme.toLowerCase() !== 'basic') {
    return [value];
  }
  const credentials = Buffer.from(value, 'base64').toString('utf8');
  const colon = credentials.indexOf(':');
  return colon < 0
    ? [credentials]
    : [credentials.slice(colon + 1), credentials.slice(0, colon)];
}
