import type { LoggerService } from '@backstage/backend-plugin-api';
import { DBOS } from '@dbos-inc/dbos-sdk';
import { dbRetryConfig } from '@dbos-inc/dbos-sdk/internal/utils';
import type { Knex } from 'knex';
import { systemPoolOf, type SystemPool } from './systemPoolOf';

/** Options of {@link DurableRuns.create}. */
export interface DurableRunsOptions {
  readonly executorId: string;
  readonly knex: Knex;
  readonly logger: LoggerService;
  /** The body of each run. It is called again, from its beginning, where a run is resumed. */
  readonly run: (operationId: string) => Promise<void>;
}

interface WorkflowInput {
  readonly operationId: string;
}

/** One attempt at an operation. */
export interface Attempt {
  readonly operationId: string;
  /** Grows with each retry. */
  readonly attempt: number;
}

/** A run that its process has not ended. */
export interface LeftRun {
  readonly id: string;
  readonly operationId: string;
}

/** One version for ever: a run carries the version of its kind, and old phases stay in the code as long as runs exist. */
const applicationVersion = 'operations';

const workflowName = 'runOperation';

const queuePrefix = 'operations-';

/**
 * The durable runs of this process: all that is asked of DBOS but the steps. DBOS has one engine per process, whoever
 * uses it.
 */
export class DurableRuns {
  readonly #options: DurableRunsOptions;
  #system: SystemPool | undefined;
  #workflow: ((input: WorkflowInput) => Promise<void>) | undefined;

  static create(options: DurableRunsOptions): DurableRuns {
    return new DurableRuns(options);
  }

  private constructor(options: DurableRunsOptions) {
    this.#options = options;
  }

  async launch(): Promise<void> {
    const { executorId, knex, logger, run } = this.#options;
    this.#system ??= systemPoolOf(knex, logger);
    DBOS.setConfig({
      name: 'golden-path-operations',
      systemDatabasePool: this.#system.pool,
      applicationVersion,
      executorID: executorId,
      listenQueues: [this.#queue],
      // Nothing here waits for events of workflows: it would be one more connection for each replica.
      useListenNotify: false,
      logger: {
        info: entry => logger.debug(String(entry)),
        debug: entry => logger.debug(String(entry)),
        warn: entry => logger.warn(String(entry)),
        error: entry => logger.error(String(entry)),
      },
    });
    this.#workflow ??= DBOS.registerWorkflow(
      ({ operationId }: WorkflowInput) => run(operationId),
      // Taken over as often as need be: what fails for good, fails in its phase.
      { name: workflowName, maxRecoveryAttempts: 1_000 },
    );
    // By default it waits for up to a minute and a half after an outage is over.
    dbRetryConfig.maxBackoffSec = 4;
    await DBOS.launch();
    await DBOS.registerQueue(this.#queue, { minPollingIntervalMs: 500 });
  }

  /** Starts an attempt that was never started. */
  async start({ operationId, attempt }: Attempt): Promise<void> {
    if (!this.#workflow) {
      throw new Error('The engine for operations has not been launched');
    }
    await DBOS.startWorkflow(this.#workflow, {
      workflowID: idOf({ operationId, attempt }),
    })({ operationId });
  }

  /**
   * Goes on with an attempt in this process, whichever had it before. Returns why that cannot be: the run is over for
   * DBOS.
   */
  async resume(attempt: Attempt): Promise<string | undefined> {
    const id = idOf(attempt);
    const status = await DBOS.getWorkflowStatus(id);
    if (status === null) {
      await this.start(attempt);
      return undefined;
    }
    if (status.status === 'SUCCESS' || status.status === 'ERROR') {
      return status.error instanceof Error
        ? status.error.message
        : 'It ended before its time.';
    }
    await DBOS.resumeWorkflows<void>([id], { queueName: this.#queue });
    return undefined;
  }

  /** Forgets all attempts at some operations. */
  async forget(attempts: readonly Attempt[]): Promise<void> {
    const ids = attempts.flatMap(({ operationId, attempt: last }) =>
      Array.from({ length: last }, (_, index) =>
        idOf({ operationId, attempt: index + 1 }),
      ),
    );
    if (ids.length > 0) {
      await DBOS.deleteWorkflows(ids);
    }
  }

  /** Which operations have runs that were begun by processes that are gone, and that nobody has ended. */
  async leftOpen(isGone: (executorId: string) => boolean): Promise<LeftRun[]> {
    const open = await DBOS.listWorkflows({
      workflowName,
      status: ['PENDING', 'ENQUEUED'],
      loadInput: false,
      loadOutput: false,
    });
    return open
      .filter(({ executorId }) => isGone(executorId ?? ''))
      .map(({ workflowID }) => ({
        id: workflowID,
        operationId: operationIdOf(workflowID),
      }));
  }

  /** Ends runs without going on with them. */
  async end(runs: readonly LeftRun[]): Promise<void> {
    if (runs.length > 0) {
      await DBOS.cancelWorkflows(runs.map(({ id }) => id));
    }
  }

  /** Forgets the queues of processes that are gone. */
  async forgetQueues(isGone: (executorId: string) => boolean): Promise<void> {
    for (const { name } of await DBOS.listQueues()) {
      if (
        name.startsWith(queuePrefix) &&
        isGone(name.slice(queuePrefix.length))
      ) {
        await DBOS.deleteQueue(name);
      }
    }
  }

  /** To be called after an outage of the database. */
  breakConnections(): void {
    this.#system?.breakConnections();
  }

  /** What runs is not waited for. */
  async shutdown(): Promise<void> {
    await DBOS.shutdown({ deregister: true });
    this.#workflow = undefined;
  }

  async close(): Promise<void> {
    await this.#system?.pool.end();
  }

  get #queue(): string {
    return `${queuePrefix}${this.#options.executorId}`;
  }
}

function idOf({ operationId, attempt }: Attempt): string {
  return `${operationId}/${attempt}`;
}

function operationIdOf(workflowId: string): string {
  return workflowId.slice(0, workflowId.lastIndexOf('/'));
}
