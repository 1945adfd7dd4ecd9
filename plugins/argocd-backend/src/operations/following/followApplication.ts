import { NotFoundError } from '@backstage/errors';
import type { JsonObject } from '@backstage/types';
import type { PhaseContext } from '@golden-path/plugin-operations-node';
import { setTimeout as delay } from 'node:timers/promises';
import type { ApplicationAddress } from '../../client/ApplicationWriter';
import type { LiveApplication } from '../../client/LiveApplication';
import type { ApplicationsChange } from '../../service/ApplicationsReadModel';
import type { OperationServices } from '../OperationServices';
import type { Progress } from './Progress';

/** What is followed, and until when. */
export interface FollowOptions {
  readonly address: ApplicationAddress;
  readonly context: Pick<
    PhaseContext<unknown, JsonObject>,
    'signal' | 'report'
  >;
  readonly limitMilliseconds: number;
  /** Looks at the application as it is now. What it rejects with ends the wait, unless somebody only did not answer. */
  check(live: LiveApplication): Promise<Progress>;
  /** What to say where it has failed, or has not come to an end in time. */
  explain(failure: {
    readonly message: string;
    readonly isLate: boolean;
    readonly live?: LiveApplication;
  }): Promise<Error>;
}

/** However much changes, Argo CD is not asked more often. */
const shortestWaitMilliseconds = 500;

/** A change may be missed while Argo CD or the connection is down. */
const longestWaitMilliseconds = 15_000;

/** Something is down or asks for patience: the next look may succeed. */
const passingErrors = ['ServiceUnavailableError', 'RateLimitError'];

/**
 * Waits until an application has come somewhere: looks whenever the read side hears of a change, and now and then.
 *
 * @returns what came of it, in a few words
 */
export async function followApplication(
  services: Pick<OperationServices, 'applications' | 'writer' | 'now' | 'wait'>,
  options: FollowOptions,
): Promise<string> {
  const { address, context, limitMilliseconds, explain } = options;
  const { signal } = context;
  const { now = monotonicNow, wait = waitUnreferenced } = services;
  const endAt = now() + limitMilliseconds;
  let changed = new AbortController();
  const end = services.applications.subscribe(change => {
    if (concerns(change, address)) {
      changed.abort();
    }
  });
  let told: string | undefined;
  try {
    for (;;) {
      signal.throwIfAborted();
      changed = new AbortController();
      const { live, progress } = await look(services, options);
      const { message } = progress;
      if (progress.type === 'done') {
        return message;
      }
      const isLate = now() >= endAt;
      if (progress.type === 'failed' || isLate) {
        throw await explain({ message, live, isLate });
      }
      if (message !== told) {
        await context.report(message);
        told = message;
      }
      await wait(shortestWaitMilliseconds, signal);
      await waitUnless(changed.signal, signal, wait);
    }
  } finally {
    end();
  }
}

async function look(
  { writer }: Pick<OperationServices, 'writer'>,
  { address, context: { signal }, check }: FollowOptions,
): Promise<{ live?: LiveApplication; progress: Progress }> {
  try {
    const live = await writer.read(address, { signal });
    if (!live) {
      throw new NotFoundError(
        `The application ${address.name} is gone from Argo CD ${address.instance}.`,
      );
    }
    return { live, progress: await check(live) };
  } catch (error) {
    signal.throwIfAborted();
    if (!(error instanceof Error) || !passingErrors.includes(error.name)) {
      throw error;
    }
    return { progress: { type: 'waiting', message: error.message } };
  }
}

async function waitUnless(
  changed: AbortSignal,
  signal: AbortSignal,
  wait: NonNullable<OperationServices['wait']>,
): Promise<void> {
  if (!changed.aborted) {
    await wait(
      longestWaitMilliseconds,
      AbortSignal.any([changed, signal]),
    ).catch(error => {
      // A change ends the wait early; the next look tells what it was.
      if (!changed.aborted) {
        throw error;
      }
    });
  }
}

function concerns(
  change: ApplicationsChange,
  { instance, namespace, name }: ApplicationAddress,
): boolean {
  return change.type === 'source'
    ? change.instance === instance
    : change.versions.some(
        version =>
          version.instance === instance &&
          version.namespace === namespace &&
          version.name === name,
      );
}

function monotonicNow(): number {
  return performance.now();
}

/** Waiting keeps no process alive: another one goes on with the operation. */
export async function waitUnreferenced(
  milliseconds: number,
  signal: AbortSignal,
): Promise<void> {
  await delay(milliseconds, undefined, { ref: false, signal });
}
