import { CustomErrorBase } from '@backstage/errors';

/** An operation that a template asked for did not come to a good end, or nobody knows yet whether it will. */
export class OperationNotDoneError extends CustomErrorBase {
  override name = 'OperationNotDoneError' as const;
}
