import { toError } from '@backstage/errors';
import {
  isOver,
  type Operation,
  type OperationsApi,
} from '@golden-path/plugin-operations-common';
import { statusCodeOf } from '@golden-path/plugin-platform-react';

const pollMilliseconds = 3_000;
const checkMilliseconds = 15_000;

/** Options of {@link followOperation}. */
export interface FollowOptions {
  api: OperationsApi;
  id: string;
  /** Ends it. */
  signal: AbortSignal;
  onOperation: (operation: Operation) => void;
  /** Told again and again while nobody answers; it goes on trying. */
  onFailure: (error: Error) => void;
}

/**
 * Tells an operation whenever it changes, until it is over: by the stream of the backend, and when that breaks, by asking
 * every 3 seconds. A stream that a proxy holds back looks like one in which nothing happens, so it is checked now and then.
 */
export async function followOperation(options: FollowOptions): Promise<void> {
  if ((await readStream(options)) === 'done') {
    return;
  }
  while (!options.signal.aborted) {
    if ((await ask(options)) === 'done') {
      return;
    }
    await pause(pollMilliseconds, options.signal);
  }
}

async function readStream(options: FollowOptions): Promise<'done' | 'broken'> {
  const { api, id, signal, onOperation } = options;
  const stream = new AbortController();
  const stop = () => stream.abort();
  signal.addEventListener('abort', stop);
  let last: Operation | undefined;
  const check = setInterval(() => {
    api.get(id, { signal: stream.signal }).then(
      operation => {
        if (operation.revision > (last?.revision ?? -1)) {
          stop();
        }
      },
      // The stream tells by itself when the backend cannot be reached.
      () => {},
    );
  }, checkMilliseconds);
  try {
    for await (const operation of api.follow(id, { signal: stream.signal })) {
      if (signal.aborted) {
        return 'done';
      }
      last = operation;
      onOperation(operation);
    }
  } catch {
    // However it broke, asking tells whether the operation can still be read.
  } finally {
    clearInterval(check);
    signal.removeEventListener('abort', stop);
  }
  const isDone = signal.aborted || (last && isOver(last.status));
  return isDone ? 'done' : 'broken';
}

async function ask(options: FollowOptions): Promise<'done' | 'more'> {
  const { api, id, signal, onOperation, onFailure } = options;
  try {
    const operation = await api.get(id, { signal });
    if (signal.aborted) {
      return 'done';
    }
    onOperation(operation);
    return isOver(operation.status) ? 'done' : 'more';
  } catch (error) {
    if (signal.aborted) {
      return 'done';
    }
    onFailure(toError(error));
    return [403, 404].includes(statusCodeOf(toError(error)) ?? 0)
      ? 'done'
      : 'more';
  }
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise(resolve => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
