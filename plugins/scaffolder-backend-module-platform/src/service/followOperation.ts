import { ResponseError } from '@backstage/errors';
import {
  isOver,
  type Operation,
  type OperationsApi,
} from '@golden-path/plugin-operations-common';

/** Options of {@link followOperation}. */
export interface FollowOperationOptions {
  readonly operations: Pick<OperationsApi, 'follow'>;
  readonly id: string;
  /** A token that is valid now: a stream may outlive the one that it began with. */
  readonly token: () => Promise<string>;
  readonly signal: AbortSignal;
  /** Waits before the stream is opened again. */
  readonly delay: (signal: AbortSignal) => Promise<void>;
}

/** So often in a row a stream may break, or not begin, before it is given up: for about two minutes. */
const maximumFailures = 60;

/**
 * An operation whenever it changes, until it is over. A stream that ends before that is opened again: the server ends
 * each after some minutes, and restarts.
 */
export async function* followOperation(
  options: FollowOperationOptions,
): AsyncGenerator<Operation, void, undefined> {
  const { operations, id, token, signal, delay } = options;
  let failures = 0;
  for (;;) {
    try {
      const stream = operations.follow(id, { token: await token(), signal });
      for await (const operation of stream) {
        failures = 0;
        yield operation;
        if (isOver(operation.status)) {
          return;
        }
      }
    } catch (error) {
      failures += 1;
      if (signal.aborted || isFinal(error) || failures > maximumFailures) {
        throw error;
      }
    }
    await delay(signal);
  }
}

/** What the server refuses, it refuses again. */
function isFinal(error: unknown): boolean {
  return (
    error instanceof ResponseError &&
    error.statusCode >= 400 &&
    error.statusCode < 500
  );
}
