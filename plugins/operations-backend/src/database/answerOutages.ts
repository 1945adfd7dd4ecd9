import { ServiceUnavailableError } from '@backstage/errors';
import type { NextFunction, Request, Response } from 'express';
import { isDatabaseOutage } from './isDatabaseOutage';

/** Tells callers that the database does not answer now, so that they come again. */
// eslint-disable-next-line max-params -- Express knows handlers of errors by their four parameters
export function answerOutages(
  error: unknown,
  _request: Request,
  _response: Response,
  next: NextFunction,
): void {
  next(
    isDatabaseOutage(error)
      ? new ServiceUnavailableError(
          'The database of operations does not answer. Try again in a moment.',
          error,
        )
      : error,
  );
}
