import { randomUUID } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Replica } from './Replica.mts';

/** What is waited for. */
export interface EndRequest {
  readonly replica: Replica;
  readonly token: string;
  readonly id: string;
  readonly intervalMilliseconds?: number;
}

/** Something that was accepted, and how long that took. */
export interface Accepted {
  readonly id: string;
  readonly milliseconds: number;
}

/** How long something ran, by the clock of the server. */
export interface Ended {
  readonly status: string;
  /** From its first to its last phase. */
  readonly milliseconds: number;
  /** From the begin of each phase to the begin of the next. */
  readonly phases: readonly number[];
}

/** What is measured: the portal's operations, or tasks of the stock scaffolder. */
export interface Subject {
  readonly name: 'operation' | 'scaffolder task';
  /** Asks for one with so many phases. */
  accept(replica: Replica, token: string, phases: 1 | 10): Promise<Accepted>;
  /** Waits until one is over. It is asked every 100 ms, or less often where many are waited for. */
  end(request: EndRequest): Promise<Ended>;
}

const names = { 1: 'noop-one', 10: 'noop-ten' } as const;

/** The portal's operations. */
export const operations: Subject = {
  name: 'operation',
  async accept(replica, token, phases) {
    const { body } = await planOperation(replica, token, {
      kind: names[phases],
    });
    const begun = performance.now();
    const { id } = await replica.call<{ id: string }>(
      '/operations/v1/operations',
      { token, body },
    );
    return { id, milliseconds: performance.now() - begun };
  },
  async end({ replica, token, id, intervalMilliseconds }) {
    const operation = await poll(intervalMilliseconds, async () => {
      const read = await replica.call<{
        status: string;
        phases: { startedAt: string; finishedAt: string }[];
      }>(`/operations/v1/operations/${id}`, { token });
      return ['accepted', 'running', 'waiting'].includes(read.status)
        ? undefined
        : read;
    });
    const begins = operation.phases.map(({ startedAt }) =>
      Date.parse(startedAt),
    );
    const end = Date.parse(operation.phases.at(-1)?.finishedAt ?? '');
    return {
      status: operation.status,
      milliseconds: end - begins[0],
      phases: [...begins, end].flatMap((time, index, times) =>
        index === 0 ? [] : [time - times[index - 1]],
      ),
    };
  },
};

/** Plans an operation, and gives the request that runs it. */
export async function planOperation(
  replica: Replica,
  token: string,
  { kind, report }: { readonly kind: string; readonly report?: string },
) {
  const request = {
    kind,
    entityRef: 'component:default/subject',
    input: { target: randomUUID(), ...(report ? { report } : {}) },
  };
  const { hash } = await replica.call<{ hash: string }>(
    '/operations/v1/plans',
    { token, body: request },
  );
  return {
    body: { ...request, planHash: hash, idempotencyKey: randomUUID() },
  };
}

/** Tasks of the stock scaffolder. */
export const scaffolderTasks: Subject = {
  name: 'scaffolder task',
  async accept(replica, token, phases) {
    const begun = performance.now();
    const { id } = await replica.call<{ id: string }>('/scaffolder/v2/tasks', {
      token,
      body: { templateRef: `template:default/${names[phases]}`, values: {} },
    });
    return { id, milliseconds: performance.now() - begun };
  },
  async end({ replica, token, id, intervalMilliseconds }) {
    const task = await poll(intervalMilliseconds, async () => {
      const read = await replica.call<{ status: string }>(
        `/scaffolder/v2/tasks/${id}`,
        { token },
      );
      return ['open', 'processing'].includes(read.status) ? undefined : read;
    });
    const events = await replica.call<
      { createdAt: string; body: { stepId?: string; status?: string } }[]
    >(`/scaffolder/v2/tasks/${id}/events`, { token });
    const begins = events
      .filter(({ body }) => body.stepId && body.status === 'processing')
      .map(({ createdAt }) => Date.parse(createdAt));
    const last = events.findLast(({ body }) => body.stepId);
    const end = Date.parse(last?.createdAt ?? '');
    return {
      status: task.status,
      milliseconds: end - begins[0],
      phases: [...begins, end].flatMap((time, index, times) =>
        index === 0 ? [] : [time - times[index - 1]],
      ),
    };
  },
};

async function poll<T>(
  intervalMilliseconds: number | undefined,
  read: () => Promise<T | undefined>,
): Promise<T> {
  const deadline = performance.now() + 120_000;
  while (performance.now() < deadline) {
    const found = await read();
    if (found !== undefined) {
      return found;
    }
    await sleep(intervalMilliseconds ?? 100);
  }
  throw new Error('It is not over after two minutes');
}
