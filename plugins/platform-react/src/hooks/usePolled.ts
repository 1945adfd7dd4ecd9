import { toError } from '@backstage/errors';
import { useSignal } from '@backstage/plugin-signals-react';
import { useEffect, useRef, useState } from 'react';
import { startPoll, type Poll } from '../startPoll';
import { statusCodeOf } from '../statusCodeOf';

/** What is known of what was asked for. */
export type Polled<Response> =
  | { type: 'loading' }
  | { type: 'failed'; error: Error }
  | {
      type: 'loaded';
      response: Response;
      /** Set when the last attempt to renew it failed. */
      outdatedBy?: Error;
      /** Whether it answers an earlier question, while the answer to the present one is on the way. */
      isStale: boolean;
    };

/** Options of {@link usePolled}. Its functions may change from one rendering to the next. */
export interface UsePolledOptions<Question, Response> {
  /** What is asked, as a value that survives JSON; undefined waits. */
  question: Question | undefined;
  ask: (question: Question, signal: AbortSignal) => Promise<Response>;
  /** After how long it is asked again; without a response, after a failure. */
  intervalOf: (response?: Response) => number;
  /** The signal channel that announces changes. */
  channel: string;
  /** Whether a message of the channel is about what was answered last. */
  concerns: (message: unknown, response: Response | undefined) => boolean;
}

/** An answer and the question that it belongs to. */
interface Answer<Response> {
  question: string;
  state: Exclude<Polled<Response>, { type: 'loading' }>;
}

/**
 * The answer to a question, renewed when a signal announces a change, and else at intervals. Answers to earlier questions
 * are never shown as those of the present one.
 */
export function usePolled<Question, Response>(
  options: UsePolledOptions<Question, Response>,
): { state: Polled<Response>; retry: () => void } {
  const latest = useRef(options);
  latest.current = options;
  const [answer, setAnswer] = useState<Answer<Response>>();
  const poll = useRef<Poll>();
  const question = options.question && JSON.stringify(options.question);

  useEffect(() => {
    if (question === undefined) {
      return undefined;
    }
    const running = startPoll<Response>({
      ask: signal => latest.current.ask(JSON.parse(question), signal),
      onAnswer: response =>
        setAnswer({
          question,
          state: { type: 'loaded', response, isStale: false },
        }),
      onFailure: error =>
        setAnswer(previous => afterFailure(previous, question, toError(error))),
      intervalOf: response => latest.current.intervalOf(response),
    });
    poll.current = running;
    return () => running.stop();
  }, [question]);

  const { lastSignal } = useSignal(options.channel);
  const response =
    answer?.state.type === 'loaded' ? answer.state.response : undefined;
  useEffect(() => {
    if (lastSignal && latest.current.concerns(lastSignal, response)) {
      poll.current?.askSoon();
    }
    // Only a new signal is a reason to ask again, not an answer that changed under an old one.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [lastSignal]);

  return {
    state: stateOf(answer, question),
    retry: () => poll.current?.askNow(),
  };
}

function stateOf<Response>(
  answer: Answer<Response> | undefined,
  question: string | undefined,
): Polled<Response> {
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
function afterFailure<Response>(
  previous: Answer<Response> | undefined,
  question: string,
  error: Error,
): Answer<Response> {
  return previous?.question === question &&
    previous.state.type === 'loaded' &&
    statusCodeOf(error) !== 403
    ? { question, state: { ...previous.state, outdatedBy: error } }
    : { question, state: { type: 'failed', error } };
}
