import { getCompoundEntityRef, type Entity } from '@backstage/catalog-model';
import { toError } from '@backstage/errors';
import { useApi } from '@backstage/frontend-plugin-api';
import { useSignal } from '@backstage/plugin-signals-react';
import {
  deploymentsSignalChannel,
  deploymentsSignalSchema,
  type DeploymentsResponse,
} from '@golden-path/plugin-argocd-common';
import { useCallback, useEffect, useState } from 'react';
import { argocdApiRef } from '../api';

const pollMilliseconds = 15_000;
const warmingPollMilliseconds = 2_000;

/** What is known of the deployments of an entity. */
export type DeploymentsState =
  | { type: 'loading' }
  | { type: 'failed'; error: Error }
  | {
      type: 'loaded';
      response: DeploymentsResponse;
      /** Set when the last attempt to renew it failed. */
      outdatedBy?: Error;
    };

/**
 * The deployments of an entity, renewed when a signal announces a change, and else every 15 seconds. One call site is
 * for one entity: give the component another `key` for another one.
 */
export function useDeployments(entity: Entity): {
  state: DeploymentsState;
  retry: () => void;
} {
  const argocd = useApi(argocdApiRef);
  const { kind, namespace, name } = getCompoundEntityRef(entity);
  const [state, setState] = useState<DeploymentsState>({ type: 'loading' });
  const [attempt, setAttempt] = useState(0);
  const retry = useCallback(() => setAttempt(count => count + 1), []);

  useEffect(() => {
    let isCurrent = true;
    let timer: ReturnType<typeof setTimeout>;
    const settle = (
      next: (previous: DeploymentsState) => DeploymentsState,
      askAgainAfterMilliseconds: number,
    ) => {
      if (isCurrent) {
        setState(next);
        timer = setTimeout(retry, askAgainAfterMilliseconds);
      }
    };
    argocd
      .getDeployments({ kind, namespace, name })
      .then(response =>
        settle(() => ({ type: 'loaded', response }), pollIntervalOf(response)),
      )
      .catch(error =>
        settle(
          previous => stateAfterFailure(previous, toError(error)),
          pollMilliseconds,
        ),
      );
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [argocd, attempt, kind, namespace, name, retry]);

  useChangeSignal(
    state.type === 'loaded' ? state.response.changeKey : undefined,
    retry,
  );
  return { state, retry };
}

function pollIntervalOf({ sources }: DeploymentsResponse): number {
  return sources.some(({ status }) => status === 'warming')
    ? warmingPollMilliseconds
    : pollMilliseconds;
}

/** What was seen stays on the screen when it cannot be renewed, but not when it may no longer be seen. */
function stateAfterFailure(
  previous: DeploymentsState,
  error: Error,
): DeploymentsState {
  return previous.type === 'loaded' && !isRefusal(error)
    ? { ...previous, outdatedBy: error }
    : { type: 'failed', error };
}

/** Whether the server says that the caller may not (or no longer) see this. */
export function isRefusal(error: Error): boolean {
  return 'statusCode' in error && error.statusCode === 403;
}

function useChangeSignal(
  changeKey: string | undefined,
  onChange: () => void,
): void {
  const { lastSignal } = useSignal(deploymentsSignalChannel);
  useEffect(() => {
    const signal = deploymentsSignalSchema.safeParse(lastSignal);
    if (signal.success && signal.data.changeKey === changeKey) {
      onChange();
    }
    // Only a new signal is a reason to ask again, not a key that changed under an old one.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [lastSignal, onChange]);
}
