import { CustomErrorBase } from '@backstage/errors';

/** The same idempotency key was used for another request. It is told as 422, as the draft of its header asks. */
export class RequestConflictError extends CustomErrorBase {
  override name = 'RequestConflictError' as const;
  readonly statusCode = 422;
}
