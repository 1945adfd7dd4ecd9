import { toError } from '@backstage/errors';
import { useApi } from '@backstage/frontend-plugin-api';
import type { Operation, Plan } from '@golden-path/plugin-operations-common';
import { statusCodeOf } from '@golden-path/plugin-platform-react';
import { useCallback, useEffect, useRef, useState } from 'react';
import { operationsApiRef } from '../api';
import { createIdempotencyKey } from '../createIdempotencyKey';
import {
  planIntention,
  runIntention,
  type OperationInput,
  type OperationIntention,
} from '../OperationIntention';
import type { RunFields } from '../rules/whyNotRunnable';

/** What is known of what would happen. */
export type Planning =
  /** The input is not complete yet. */
  | { type: 'waiting' }
  | { type: 'loading' }
  | { type: 'failed'; error: Error }
  | {
      type: 'planned';
      plan: Plan;
      /** Whether it is another plan than the one that was agreed to. */
      isChanged: boolean;
    };

/** Whether what is planned was asked for. */
export type Submission =
  | { type: 'idle' }
  | { type: 'sending' }
  | { type: 'failed'; error: Error };

/** Options of {@link usePlannedRun}. */
export interface UsePlannedRunOptions {
  /** Stays the same object as long as it is the same intention. */
  intention: OperationIntention;
  /** Undefined while it is not complete. */
  input: OperationInput | undefined;
  onStarted: (operation: Operation) => void;
}

const idle: Submission = { type: 'idle' };

/** Plans what a person is about to do, and does it. Where the world has changed meanwhile, it plans again. */
export function usePlannedRun(options: UsePlannedRunOptions) {
  const { intention, input, onStarted } = options;
  const api = useApi(operationsApiRef);
  const [submission, setSubmission] = useState<Submission>(idle);
  const keys = useRef(new Map<string, string>());
  const question = input && JSON.stringify(input);
  const { planning, setPlanning, renew } = usePlanning(intention, question);
  useEffect(() => setSubmission(idle), [question]);

  const planAgain = async (agreedTo: Plan, error: Error) => {
    const request = { intention, input: input ?? {} };
    const plan = await planIntention(api, request, {}).catch(() => undefined);
    if (!plan) {
      setSubmission({ type: 'failed', error });
      return;
    }
    const isChanged = plan.hash !== agreedTo.hash;
    setPlanning({ type: 'planned', plan, isChanged });
    const isTold = isChanged || plan.blockers.length > 0;
    setSubmission(isTold ? idle : { type: 'failed', error });
  };

  const run = async (fields: RunFields) => {
    if (planning.type !== 'planned' || question === undefined) {
      return;
    }
    const { plan } = planning;
    setSubmission({ type: 'sending' });
    try {
      onStarted(
        await runIntention(
          api,
          { intention, input: JSON.parse(question) },
          {
            planHash: plan.hash,
            idempotencyKey: keyOf(keys.current, question),
            reason: fields.reason.trim() || undefined,
            surface: 'portal',
            breakFreeze: fields.breakFreeze,
          },
        ),
      );
    } catch (thrown) {
      const error = toError(thrown);
      if (statusCodeOf(error) === 409) {
        await planAgain(plan, error);
      } else {
        setSubmission({ type: 'failed', error });
      }
    }
  };

  return { planning, submission, run, renew };
}

/** Plans, and plans again with another input. */
function usePlanning(
  intention: OperationIntention,
  question: string | undefined,
) {
  const api = useApi(operationsApiRef);
  const [planning, setPlanning] = useState<Planning>({ type: 'loading' });
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    if (question === undefined) {
      setPlanning({ type: 'waiting' });
      return undefined;
    }
    const controller = new AbortController();
    const tell = (next: Planning) => {
      if (!controller.signal.aborted) {
        setPlanning(next);
      }
    };
    setPlanning({ type: 'loading' });
    planIntention(
      api,
      { intention, input: JSON.parse(question) },
      { signal: controller.signal },
    ).then(
      plan => tell({ type: 'planned', plan, isChanged: false }),
      error => tell({ type: 'failed', error: toError(error) }),
    );
    return () => controller.abort();
  }, [api, attempt, intention, question]);
  return {
    planning,
    setPlanning,
    renew: useCallback(() => setAttempt(count => count + 1), []),
  };
}

/** The key of what is asked for: made once, so that trying again is never a second operation. */
function keyOf(keys: Map<string, string>, question: string): string {
  const key = keys.get(question) ?? createIdempotencyKey();
  keys.set(question, key);
  return key;
}
