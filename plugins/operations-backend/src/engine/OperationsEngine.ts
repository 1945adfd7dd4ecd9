import type { LoggerService } from '@backstage/backend-plugin-api';
import { ServiceUnavailableError } from '@backstage/errors';
import { DBOS } from '@dbos-inc/dbos-sdk';
import type { Knex } from 'knex';
import { Pool } from 'pg';
import { setTimeout as delay } from 'node:timers/promises';
import type { ExecutorsStore } from '../database/ExecutorsStore';
import type { KindRegistry } from './KindRegistry';
import { launchAlone } from './launchAlone';
import type { OperationRunner } from './OperationRunner';
import { systemPoolOf } from './systemPoolOf';

/** Options of {@link OperationsEngine.create}. */
export interface OperationsEngineOptions {
  readonly executorId: string;
  readonly executors: ExecutorsStore;
  readonly kinds: KindRegistry;
  readonly knex: Knex;
  readonly logger: LoggerService;
  readonly runner: OperationRunner;
  /** How often this process tells that it lives, and looks for what was left behind. */
  readonly heartbeatSeconds: number;
  /** After how long without a heartbeat a process is taken for dead. */
  readonly takeOverAfterSeconds: number;
}

/** One version for ever: a run carries the version of its kind, and old phases stay in the code as long as runs exist. */
const applicationVersion = 'operations';

type State = 'starting' | 'running' | 'stopped';

interface Run {
  readonly controller: AbortController;
}

/**
 * Runs operations durably on DBOS Transact. What is accepted is a row; this process starts what it has accepted itself,
 * and takes over what a dead process left.
 */
export class OperationsEngine {
  readonly #options: OperationsEngineOptions;
  readonly #runs = new Map<string, Run>();
  readonly #stopping = new AbortController();
  #state: State = 'starting';
  #pool: Pool | undefined;
  #workflow: ((workflow: WorkflowInput) => Promise<void>) | undefined;

  static create(options: OperationsEngineOptions): OperationsEngine {
    return new OperationsEngine(options);
  }

  private constructor(options: OperationsEngineOptions) {
    this.#options = options;
  }

  get executorId(): string {
    return this.#options.executorId;
  }

  /** Why nothing can be accepted now; `undefined` when all is well. */
  get problem(): string | undefined {
    return this.#state === 'running'
      ? undefined
      : `The engine for operations is ${this.#state}.`;
  }

  /** Launches the engine, trying again until it works or the process stops. */
  async start(): Promise<void> {
    const { logger, executors, executorId } = this.#options;
    const { signal } = this.#stopping;
    while (this.#state === 'starting' && !signal.aborted) {
      try {
        await executors.beat(executorId);
        await launchAlone(this.#options.knex, () => this.#launch(), {
          delay: milliseconds => delay(milliseconds, undefined, { signal }),
        });
        this.#state = 'running';
      } catch (error) {
        logger.warn(`The engine for operations does not start: ${error}`);
        await DBOS.shutdown().catch(() => {});
        await delay(2_000, undefined, { signal }).catch(() => {});
      }
    }
    // Not waited for: it goes on for as long as the process lives.
    void this.#beatUntilStopped();
  }

  async #beatUntilStopped(): Promise<void> {
    const { logger, heartbeatSeconds } = this.#options;
    const { signal } = this.#stopping;
    while (!signal.aborted) {
      await this.#beat().catch(error =>
        logger.warn(`The database of operations does not answer: ${error}`),
      );
      await delay(heartbeatSeconds * 1000, undefined, { signal }).catch(
        () => {},
      );
    }
  }

  /** Lets go of everything, so that another replica takes it over at once. What runs is not waited for. */
  async stop(): Promise<void> {
    this.#state = 'stopped';
    this.#stopping.abort();
    await DBOS.shutdown({ deregister: true }).catch(() => {});
    await this.#options.executors
      .leave(this.executorId)
      .catch(error => this.#options.logger.warn(`${error}`));
    await this.#pool?.end().catch(() => {});
  }

  /** Throws a `ServiceUnavailableError` while nothing can be accepted. */
  assertReady(): void {
    if (this.problem) {
      throw new ServiceUnavailableError(
        `${this.problem} Try again in a moment.`,
      );
    }
  }

  /** Announces that this process is about to accept an operation, so that it is not taken for one left behind. */
  expect(operationId: string): void {
    this.#runs.set(operationId, { controller: new AbortController() });
  }

  /** Takes back {@link expect}, for an operation that was not accepted after all. */
  forget(operationId: string): void {
    this.#runs.delete(operationId);
  }

  /** Begins an operation that this process has accepted. Does not wait for it. */
  async begin(operationId: string, attempt: number): Promise<void> {
    const workflow = this.#workflow;
    if (!workflow) {
      throw new ServiceUnavailableError(this.problem);
    }
    if (!this.#runs.has(operationId)) {
      this.expect(operationId);
    }
    const workflowID = workflowIdOf(operationId, attempt);
    try {
      const handle = await DBOS.startWorkflow(workflow, { workflowID })({
        operationId,
      });
      this.#watch(operationId, handle.getResult());
    } catch (error) {
      // It is accepted: the next heartbeat begins it.
      this.#runs.delete(operationId);
      this.#options.logger.warn(
        `Operation ${operationId} could not be begun yet: ${error}`,
      );
    }
  }

  /** Tells an operation that it is cancelled, where this process runs it. */
  cancel(operationId: string): void {
    this.#runs.get(operationId)?.controller.abort();
  }

  async #launch(): Promise<void> {
    const { logger, knex, runner } = this.#options;
    this.#pool ??= systemPoolOf(knex, logger);
    DBOS.setConfig({
      name: 'golden-path-operations',
      systemDatabasePool: this.#pool,
      applicationVersion,
      executorID: this.executorId,
      listenQueues: [this.#queue],
      logger: {
        info: entry => logger.debug(String(entry)),
        debug: entry => logger.debug(String(entry)),
        warn: entry => logger.warn(String(entry)),
        error: entry => logger.error(String(entry)),
      },
    });
    this.#workflow ??= DBOS.registerWorkflow(
      async ({ operationId }: WorkflowInput) => {
        const { controller } = this.#runs.get(operationId) ?? {
          controller: new AbortController(),
        };
        this.#runs.set(operationId, { controller });
        await runner.run(operationId, controller.signal);
      },
      // Taken over as often as need be: what fails for good, fails in its phase.
      { name: 'runOperation', maxRecoveryAttempts: 1_000 },
    );
    await DBOS.launch();
    await DBOS.registerQueue(this.#queue, { minPollingIntervalMs: 500 });
  }

  get #queue(): string {
    return `operations-${this.executorId}`;
  }

  async #beat(): Promise<void> {
    const { executors, kinds, logger, takeOverAfterSeconds } = this.#options;
    await executors.beat(this.executorId);
    const taken = await executors.takeOver({
      executorId: this.executorId,
      silentSeconds: takeOverAfterSeconds,
      kinds: kinds.runnable(),
      running: [...this.#runs.keys()],
    });
    for (const { id, attempt, from } of taken) {
      logger.info(
        `Operation ${id} is taken over${from ? ` from process ${from}` : ''}.`,
      );
      await this.#resume(id, attempt);
    }
    for (const id of await executors.cancelledOf(this.executorId)) {
      this.cancel(id);
    }
  }

  async #resume(operationId: string, attempt: number): Promise<void> {
    const workflowId = workflowIdOf(operationId, attempt);
    if ((await DBOS.getWorkflowStatus(workflowId)) === null) {
      await this.begin(operationId, attempt);
      return;
    }
    this.expect(operationId);
    const [handle] = await DBOS.resumeWorkflows<void>([workflowId], {
      queueName: this.#queue,
    });
    if (handle) {
      this.#watch(operationId, handle.getResult());
    }
  }

  #watch(operationId: string, result: Promise<unknown>): void {
    result
      .catch(error => {
        this.#options.logger.error(
          `Operation ${operationId} stopped for a reason that is not its own`,
          error,
        );
      })
      .finally(() => this.#runs.delete(operationId));
  }
}

interface WorkflowInput {
  readonly operationId: string;
}

function workflowIdOf(operationId: string, attempt: number): string {
  return `${operationId}/${attempt}`;
}
