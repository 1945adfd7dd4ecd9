import { useApi } from '@backstage/frontend-plugin-api';
import { useSignal } from '@backstage/plugin-signals-react';
import {
  isOver,
  operationsSignalChannel,
  type Operation,
} from '@golden-path/plugin-operations-common';
import { statusCodeOf } from '@golden-path/plugin-platform-react';
import { useCallback, useEffect, useState } from 'react';
import { operationsApiRef } from '../api';
import { followOperation } from '../followOperation';

/** What is known of an operation. */
export type OperationState =
  | { type: 'loading' }
  | { type: 'failed'; error: Error }
  | {
      type: 'loaded';
      operation: Operation;
      /** Set while nobody answers. */
      outdatedBy?: Error;
    };

/** An operation, kept up to date while it is looked at. One call site is for one operation. */
export function useOperation(
  id: string,
  initial?: Operation,
): {
  state: OperationState;
  retry: () => void;
  /** Shows what a request has answered, and goes on from there. */
  accept: (operation: Operation) => void;
} {
  const api = useApi(operationsApiRef);
  const [state, setState] = useState<OperationState>(
    initial ? { type: 'loaded', operation: initial } : { type: 'loading' },
  );
  const [attempt, setAttempt] = useState(0);
  const retry = useCallback(() => setAttempt(count => count + 1), []);
  const tell = useCallback(
    (operation: Operation) =>
      setState(previous =>
        previous.type === 'loaded' &&
        previous.operation.revision > operation.revision
          ? { type: 'loaded', operation: previous.operation }
          : { type: 'loaded', operation },
      ),
    [],
  );

  useEffect(() => {
    const controller = new AbortController();
    followOperation({
      api,
      id,
      signal: controller.signal,
      onOperation: tell,
      onFailure: error =>
        setState(previous => stateAfterFailure(previous, error)),
    });
    return () => controller.abort();
  }, [api, attempt, id, tell]);

  useChangesAfterEnd({
    id,
    isEnded: state.type === 'loaded' && isOver(state.operation.status),
    tell,
    retry,
  });

  const accept = useCallback(
    (operation: Operation) => {
      tell(operation);
      retry();
    },
    [retry, tell],
  );
  return { state, retry, accept };
}

/** Others may repeat or undo what is over, and no stream tells: a signal does. */
function useChangesAfterEnd(options: {
  id: string;
  isEnded: boolean;
  tell: (operation: Operation) => void;
  retry: () => void;
}): void {
  const { id, isEnded, tell, retry } = options;
  const api = useApi(operationsApiRef);
  const { lastSignal } = useSignal(operationsSignalChannel);
  useEffect(() => {
    if (!lastSignal || !isEnded) {
      return undefined;
    }
    const controller = new AbortController();
    api
      .get(id, { signal: controller.signal })
      .then(operation => {
        tell(operation);
        if (!isOver(operation.status)) {
          retry();
        }
      })
      // What is shown is over, and the next signal asks again.
      .catch(() => {});
    return () => controller.abort();
    // Only a new signal is a reason to ask.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [lastSignal]);
}

/** What was seen stays when it cannot be renewed, but not when it may no longer be seen or is gone. */
function stateAfterFailure(
  previous: OperationState,
  error: Error,
): OperationState {
  const isFinal = [403, 404].includes(statusCodeOf(error) ?? 0);
  return previous.type === 'loaded' && !isFinal
    ? { ...previous, outdatedBy: error }
    : { type: 'failed', error };
}
