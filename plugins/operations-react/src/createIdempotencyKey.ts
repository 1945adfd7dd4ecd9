/** A value that nobody else has, so that a request that is sent twice has one effect. */
export function createIdempotencyKey(): string {
  // Not randomUUID: a portal inside a company may be served without TLS, where browsers do not have it.
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return `portal-${[...bytes]
    .map(byte => byte.toString(16).padStart(2, '0'))
    .join('')}`;
}
