import { ResponseError } from '@backstage/errors';

/** What the server said itself, rather than that a request failed. */
export function reasonOf(error: Error): string {
  return error instanceof ResponseError ? error.cause.message : error.message;
}
