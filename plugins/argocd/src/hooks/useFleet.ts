import { toError } from '@backstage/errors';
import { useApi } from '@backstage/frontend-plugin-api';
import { useSignal } from '@backstage/plugin-signals-react';
import {
  deploymentsSignalChannel,
  deploymentsSignalSchema,
  type FleetQuery,
  type FleetResponse,
} from '@golden-path/plugin-argocd-common';
import { useEffect, useRef, useState } from 'react';
import { argocdApiRef } from '../api';
import { statusCodeOf } from '../statusCodeOf';
import { pollFleet, type Poll } from './pollFleet';

/** What is known of the deployments that were asked for. */
export type FleetState =
  | { type: 'loading' }
  | { type: 'failed'; error: Error }
  | {
      type: 'loaded';
      response: FleetResponse;
      /** Set when the last attempt to renew it failed. */
      outdatedBy?: Error;
      /** Whether it answers an earlier question, while the answer to the present one is on the way. */
      isStale: boolean;
    };

/** An answer and the question that it belongs to. */
interface Answer {
  question: string;
  state: Exclude<FleetState, { type: 'loading' }>;
}

/**
 * The deployments of all services that a query lets through, renewed when a signal announces a change, and else every
 * 30 seconds. An undefined query waits. Answers to earlier queries are never shown as those of the present one.
 */
export function useFleet(query: FleetQuery | undefined): {
  state: FleetState;
  retry: () => void;
} {
  const argocd = useApi(argocdApiRef);
  const [answer, setAnswer] = useState<Answer>();
  const poll = useRef<Poll>();
  const question = query && JSON.stringify(query);

  useEffect(() => {
    if (question === undefined) {
      return undefined;
    }
    const running = pollFleet({
      ask: signal =>
        argocd.abortedBy(signal).listDeployments(JSON.parse(question)),
      onAnswer: response =>
        setAnswer({
          question,
          state: { type: 'loaded', response, isStale: false },
        }),
      onFailure: error =>
        setAnswer(previous => afterFailure(previous, question, toError(error))),
    });
    poll.current = running;
    return () => running.stop();
  }, [argocd, question]);

  const { lastSignal } = useSignal(deploymentsSignalChannel);
  const changeKey =
    answer?.state.type === 'loaded'
      ? answer.state.response.changeKey
      : undefined;
  useEffect(() => {
    const signal = deploymentsSignalSchema.safeParse(lastSignal);
    if (signal.success && signal.data.changeKey === changeKey) {
      poll.current?.askSoon();
    }
    // Only a new signal is a reason to ask again, not a key that changed under an old one.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [lastSignal]);

  return {
    state: stateOf(answer, question),
    retry: () => poll.current?.askNow(),
  };
}

function stateOf(
  answer: Answer | undefined,
  question: string | undefined,
): FleetState {
  if (!answer) {
    return { type: 'loading' };
  }
  if (answer.question === question) {
    return answer.state;
  }
  return answer.state.type === 'loaded'
    ? { ...answer.state, outdatedBy: undefined, isStale: true }
    : { type: 'loading' };
}

/** What was seen stays when it cannot be renewed, but not when it may no longer be seen, nor for another question. */
function afterFailure(
  previous: Answer | undefined,
  question: string,
  error: Error,
): Answer {
  return previous?.question === question &&
    previous.state.type === 'loaded' &&
    statusCodeOf(error) !== 403
    ? { question, state: { ...previous.state, outdatedBy: error } }
    : { question, state: { type: 'failed', error } };
}
