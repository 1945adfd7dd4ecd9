import { toError } from '@backstage/errors';
import { useApi } from '@backstage/frontend-plugin-api';
import type {
  DecisionRequest,
  Operation,
  OperationsApi,
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
      const failure = await failureOf(api, {
        id,
        hash,
        error: toError(thrown),
      });
      setState({ ...state, ...failure, isSending: false });
    }
  };

  return {
    state,
    decide,
    retry: useCallback(() => setAttempt(count => count + 1), []),
  };
}

/** What is to be shown after a decision that did not work: another plan, or why. */
async function failureOf(
  api: OperationsApi,
  attempt: { id: string; hash: string; error: Error },
): Promise<{ operation?: Operation; isChanged: boolean; error?: Error }> {
  const { id, hash, error } = attempt;
  const operation =
    statusCodeOf(error) === 409
      ? await api.get(id).catch(() => undefined)
      : undefined;
  const isChanged = operation !== undefined && operation.plan.hash !== hash;
  return {
    ...(operation && { operation }),
    isChanged,
    error: isChanged ? undefined : error,
  };
}
