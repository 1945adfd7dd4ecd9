import { toError } from '@backstage/errors';
import { useApi } from '@backstage/frontend-plugin-api';
import type {
  DecisionRequest,
  Operation,
} from '@golden-path/plugin-operations-common';
import { statusCodeOf } from '@golden-path/plugin-platform-react';
import { useCallback, useEffect, useState } from 'react';
import { operationsApiRef } from '../api';

/** What there is to decide on. */
export type DecisionState =
  | { type: 'loading' }
  | { type: 'failed'; error: Error }
  | {
      type: 'loaded';
      operation: Operation;
      /** Whether it is another plan than the one that was looked at. */
      isChanged: boolean;
      isSending: boolean;
      /** Why the last attempt did not work. */
      error?: Error;
    };

/** An operation to decide on. Where its plan has changed meanwhile, it is shown anew, and nothing is decided. */
export function useDecision(
  id: string,
  onDecided: (operation: Operation) => void,
) {
  const api = useApi(operationsApiRef);
  const [state, setState] = useState<DecisionState>({ type: 'loading' });
  const [attempt, setAttempt] = useState(0);

  useEffect(() => {
    const controller = new AbortController();
    const { signal } = controller;
    const tell = (next: DecisionState) => !signal.aborted && setState(next);
    api.get(id, { signal }).then(
      operation =>
        tell({ type: 'loaded', operation, isChanged: false, isSending: false }),
      error => tell({ type: 'failed', error: toError(error) }),
    );
    return () => controller.abort();
  }, [api, attempt, id]);

  const decide = async (
    decision: DecisionRequest['decision'],
    reason: string,
  ) => {
    if (state.type !== 'loaded') {
      return;
    }
    const { hash } = state.operation.plan;
    setState({ ...state, isSending: true, error: undefined });
    try {
      onDecided(
        await api.decide(id, {
          decision,
          planHash: hash,
          reason: reason.trim() || undefined,
          surface: 'portal',
        }),
      );
    } catch (thrown) {
      const error = toError(thrown);
      const now =
        statusCodeOf(error) === 409
          ? await api.get(id).catch(() => undefined)
          : undefined;
      const isChanged = now !== undefined && now.plan.hash !== hash;
      setState({
        ...state,
        operation: now ?? state.operation,
        isChanged,
        isSending: false,
        error: isChanged ? undefined : error,
      });
    }
  };

  return {
    state,
    decide,
    retry: useCallback(() => setAttempt(count => count + 1), []),
  };
}
