import { toError } from '@backstage/errors';
import { useSignal } from '@backstage/plugin-signals-react';
import {
  deploymentsSignalChannel,
  deploymentsSignalSchema,
  type Source,
} from '@golden-path/plugin-argocd-common';
import { statusCodeOf } from '@golden-path/plugin-platform-react';
import { useCallback, useEffect, useState } from 'react';

const pollMilliseconds = 15_000;
const warmingPollMilliseconds = 2_000;

/** What is known of something that the backend tells. */
export type Renewed<Response> =
  | { type: 'loading' }
  | { type: 'failed'; error: Error }
  | {
      type: 'loaded';
      response: Response;
      /** Set when the last attempt to renew it failed. */
      outdatedBy?: Error;
    };

/**
 * What `read` tells, renewed when a signal announces a change, and else every 15 seconds. What was read for another
 * `read` stays until the new one has answered: give the component another `key` where that would be wrong.
 */
export function useRenewed<
  Response extends { sources: Source[]; changeKey?: string },
>(
  read: (signal: AbortSignal) => Promise<Response>,
): { state: Renewed<Response>; retry: () => void } {
  const [state, setState] = useState<Renewed<Response>>({ type: 'loading' });
  const [attempt, setAttempt] = useState(0);
  const retry = useCallback(() => setAttempt(count => count + 1), []);

  useEffect(() => {
    const controller = new AbortController();
    let timer: ReturnType<typeof setTimeout>;
    const settle = (
      next: (previous: Renewed<Response>) => Renewed<Response>,
      askAgainAfterMilliseconds: number,
    ) => {
      if (!controller.signal.aborted) {
        setState(next);
        timer = setTimeout(retry, askAgainAfterMilliseconds);
      }
    };
    read(controller.signal)
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
      controller.abort();
      clearTimeout(timer);
    };
  }, [attempt, read, retry]);

  useChangeSignal(
    state.type === 'loaded' ? state.response.changeKey : undefined,
    retry,
  );
  return { state, retry };
}

function pollIntervalOf({ sources }: { sources: Source[] }): number {
  return sources.some(({ status }) => status === 'warming')
    ? warmingPollMilliseconds
    : pollMilliseconds;
}

/** What was seen stays on the screen when it cannot be renewed, but not when it may no longer be seen or is gone. */
function stateAfterFailure<Response>(
  previous: Renewed<Response>,
  error: Error,
): Renewed<Response> {
  const isFinal = [403, 404].includes(statusCodeOf(error) ?? 0);
  return previous.type === 'loaded' && !isFinal
    ? { ...previous, outdatedBy: error }
    : { type: 'failed', error };
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
