import { ResponseError } from '@backstage/errors';
import { OperationNotDoneError } from './OperationNotDoneError';

/** Options of {@link untilAnswered}. */
export interface UntilAnsweredOptions {
  readonly signal: AbortSignal;
  readonly delay: (signal: AbortSignal) => Promise<void>;
}

const attempts = 15;

/**
 * Repeats a request, for half a minute, while the server does not answer or says that it cannot at present. For
 * requests that have no second effect.
 */
export async function untilAnswered<T>(
  ask: () => Promise<T>,
  { signal, delay }: UntilAnsweredOptions,
): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await ask();
    } catch (error) {
      if (signal.aborted || !isPassing(error) || attempt >= attempts) {
        throw explain(error);
      }
    }
    await delay(signal);
  }
}

/** What a proxy or a starting server says, and what `fetch` throws when nobody listens. */
function isPassing(error: unknown): boolean {
  return error instanceof ResponseError
    ? [502, 503, 504].includes(error.statusCode)
    : error instanceof TypeError;
}

/** The log of a task shows messages only, and what the server said is in the cause. */
function explain(error: unknown): unknown {
  return error instanceof ResponseError
    ? new OperationNotDoneError(error.body.error.message, error)
    : error;
}
