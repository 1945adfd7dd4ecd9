import { ServiceUnavailableError } from '@backstage/errors';
import type { ErrorRequestHandler } from 'express';
import { isDatabaseOutage } from './isDatabaseOutage';

/** Tells callers that the database does not answer now, so that they come again. */
export const answerOutages: ErrorRequestHandler = (
  error,
  _request,
  _response,
  next,
) => {
  next(
    isDatabaseOutage(error)
      ? new ServiceUnavailableError(
          'The database of operations does not answer. Try again in a moment.',
          error,
        )
      : error,
  );
};
