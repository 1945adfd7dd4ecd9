import type { AuthService } from '@backstage/backend-plugin-api';
import type { ActionContext } from '@backstage/plugin-scaffolder-node';
import type { JsonObject } from '@backstage/types';
import {
  planRequestSchema,
  type Operation,
  type OperationsApi,
} from '@golden-path/plugin-operations-common';
import { setTimeout as wait } from 'node:timers/promises';
import { describeOperationPlan } from './describeOperationPlan';
import { describeProgress } from './describeProgress';
import { followOperation } from './followOperation';
import { operationKeyOf } from './operationKeyOf';
import { OperationNotDoneError } from './OperationNotDoneError';
import { untilAnswered } from './untilAnswered';

/** Options of {@link OperationRuns.create}. */
export interface OperationRunsOptions {
  readonly auth: AuthService;
  readonly operations: OperationsApi;
  /** Where people open the portal. */
  readonly appUrl: string;
  /** How to wait before something is tried again. */
  readonly delay?: (signal: AbortSignal) => Promise<void>;
}

/** What a step of a template wants. */
export interface OperationRun {
  readonly request: JsonObject;
  readonly reason?: string;
  readonly timeoutMinutes: number;
}

/** The part of a step's context that is needed. */
export type RunContext = Pick<
  ActionContext<JsonObject>,
  | 'checkpoint'
  | 'getInitiatorCredentials'
  | 'logger'
  | 'signal'
  | 'step'
  | 'task'
>;

const delayMilliseconds = 2_000;

/** Runs operations for steps of templates, on behalf of who started the task. */
export class OperationRuns {
  readonly #options: OperationRunsOptions;
  readonly #delay: (signal: AbortSignal) => Promise<void>;

  static create(options: OperationRunsOptions): OperationRuns {
    return new OperationRuns(options);
  }

  private constructor(options: OperationRunsOptions) {
    this.#options = options;
    this.#delay =
      options.delay ??
      (async signal => wait(delayMilliseconds, undefined, { signal }));
  }

  /** The page of an operation. */
  urlOf(id: string): string {
    return `${this.#options.appUrl.replace(/\/+$/, '')}/operations/${id}`;
  }

  /** Plans, and prints the plan. Returns its hash, the same for a task that is taken up again. */
  async plan(ctx: RunContext, { request }: OperationRun): Promise<string> {
    return ctx.checkpoint({
      key: `plan.${this.#keyOf(ctx, request)}`,
      fn: async () => {
        const plan = await this.#ask(ctx, options =>
          this.#options.operations.plan(
            planRequestSchema.parse(request),
            options,
          ),
        );
        describeOperationPlan(plan).forEach(line => ctx.logger.info(line));
        return plan.hash;
      },
    });
  }

  /** Asks for what was planned: once, however often the task is taken up again. */
  async start(
    ctx: RunContext,
    { request, reason, plan }: OperationRun & { readonly plan: string },
  ): Promise<Pick<Operation, 'id' | 'status'>> {
    const idempotencyKey = this.#keyOf(ctx, request);
    return ctx.checkpoint({
      key: `operation.${idempotencyKey}`,
      fn: async () => {
        const { id, status } = await this.#ask(ctx, options =>
          this.#options.operations.run(
            {
              ...planRequestSchema.parse(request),
              planHash: plan,
              idempotencyKey,
              reason,
              surface: 'template',
            },
            options,
          ),
        );
        ctx.logger.info(`It is followed at ${this.urlOf(id)}`);
        return { id, status };
      },
    });
  }

  /**
   * Waits for the end, and tells each step towards it. Throws an {@link OperationNotDoneError} for any but a good one.
   * To stop waiting does not stop the operation: it may be half-way through something.
   */
  async wait(
    ctx: RunContext,
    { id, timeoutMinutes }: OperationRun & { readonly id: string },
  ): Promise<Operation> {
    const timeout = AbortSignal.timeout(timeoutMinutes * 60_000);
    const signal = AbortSignal.any([
      timeout,
      ...(ctx.signal ? [ctx.signal] : []),
    ]);
    let last: Operation | undefined;
    try {
      const changes = followOperation({
        operations: this.#options.operations,
        id,
        token: () => this.#tokenOf(ctx),
        signal,
        delay: this.#delay,
      });
      for await (const operation of changes) {
        describeProgress(last, operation).forEach(line =>
          ctx.logger.info(line),
        );
        last = operation;
      }
    } catch (error) {
      throw new OperationNotDoneError(
        `${whyNotWaited({
          timeout,
          timeoutMinutes,
          cancelled: ctx.signal,
        })} The operation goes on by itself: ${this.urlOf(id)}`,
        error,
      );
    }
    if (last?.status !== 'succeeded') {
      throw new OperationNotDoneError(
        `${last?.title}: ${describeEnd(last)}. See ${this.urlOf(id)}`,
      );
    }
    return last;
  }

  #keyOf({ task, step }: RunContext, request: JsonObject): string {
    return operationKeyOf({ taskId: task.id, stepId: step?.id }, request);
  }

  async #ask<T>(
    ctx: RunContext,
    call: (options: { token: string; signal?: AbortSignal }) => Promise<T>,
  ): Promise<T> {
    const { signal = new AbortController().signal } = ctx;
    return untilAnswered(
      async () => call({ token: await this.#tokenOf(ctx), signal }),
      { signal, delay: this.#delay },
    );
  }

  async #tokenOf({ getInitiatorCredentials }: RunContext): Promise<string> {
    const { token } = await this.#options.auth.getPluginRequestToken({
      onBehalfOf: await getInitiatorCredentials(),
      targetPluginId: 'operations',
    });
    return token;
  }
}

function describeEnd(operation: Operation | undefined): string {
  const { problem, status } = operation ?? {};
  return (problem ?? `it is ${status}`).replace(/\.$/, '');
}

function whyNotWaited({
  timeout,
  timeoutMinutes,
  cancelled,
}: {
  timeout: AbortSignal;
  timeoutMinutes: number;
  cancelled: AbortSignal | undefined;
}): string {
  if (cancelled?.aborted) {
    return 'The task was cancelled, which cancels no operation.';
  }
  return timeout.aborted
    ? `It is not done after ${timeoutMinutes} minutes.`
    : 'It cannot be followed any more.';
}
