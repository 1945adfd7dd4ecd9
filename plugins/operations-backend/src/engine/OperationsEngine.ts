import type { LoggerService } from '@backstage/backend-plugin-api';
import { ServiceUnavailableError } from '@backstage/errors';
import type { Knex } from 'knex';
import { setTimeout as delay } from 'node:timers/promises';
import type {
  ExecutorsStore,
  TakenOperation,
} from '../database/ExecutorsStore';
import type { OperationsStore } from '../database/OperationsStore';
import { DurableRuns, type Attempt } from './DurableRuns';
import { Executions } from './Executions';
import { Heartbeat } from './Heartbeat';
import type { KindRegistry } from './KindRegistry';
import { launchAlone } from './launchAlone';
import type { OperationRunner } from './OperationRunner';

/** Options of {@link OperationsEngine.create}. */
export interface OperationsEngineOptions {
  readonly executorId: string;
  readonly executors: ExecutorsStore;
  readonly kinds: KindRegistry;
  readonly knex: Knex;
  readonly logger: LoggerService;
  readonly operations: Pick<OperationsStore, 'update'>;
  readonly runner: OperationRunner;
  /** How often this process tells that it lives, and looks for what was left behind. */
  readonly heartbeatSeconds: number;
  /** After how long without a heartbeat a process is taken for dead. */
  readonly takeOverAfterSeconds: number;
  /** Called after each change that people see. */
  readonly onChange?: () => void;
}

/** The engine as far as it has come: what it lacks for now, or that it runs. */
type State =
  | { readonly type: 'starting'; readonly problem?: string }
  | { readonly type: 'running' }
  | { readonly type: 'stopped' };

/** For how long a stopping process waits for what it does to the outside at that moment. */
const stopMilliseconds = 5_000;

/**
 * Runs operations durably. What is accepted is a row; this process starts what it has accepted itself, and takes over
 * what a dead process left.
 */
export class OperationsEngine {
  readonly #options: OperationsEngineOptions;
  readonly #executions = Executions.create();
  readonly #runs: DurableRuns;
  readonly #heartbeat: Heartbeat;
  readonly #stopping = new AbortController();
  #state: State = { type: 'starting' };
  #started: Promise<void> | undefined;

  static create(options: OperationsEngineOptions): OperationsEngine {
    return new OperationsEngine(options);
  }

  private constructor(options: OperationsEngineOptions) {
    this.#options = options;
    this.#runs = DurableRuns.create({
      ...options,
      run: operationId => this.#run(operationId),
    });
    this.#heartbeat = Heartbeat.create({
      ...options,
      intervalSeconds: options.heartbeatSeconds,
      steadySeconds: options.takeOverAfterSeconds,
      beat: () => options.executors.beat(options.executorId),
      look: () => this.#look(),
      onRecovery: () => this.#runs.breakConnections(),
    });
  }

  get executorId(): string {
    return this.#options.executorId;
  }

  /** Why nothing can be accepted now; `undefined` when all is well. */
  get problem(): string | undefined {
    switch (this.#state.type) {
      case 'running':
        return undefined;
      case 'stopped':
        return 'The engine for operations is stopped.';
      default:
        return `The engine for operations is starting.${
          this.#state.problem ? ` ${this.#state.problem}` : ''
        }`;
    }
  }

  /** How many runs are in this process, and how many of them were lost to another process. */
  get counts(): { readonly running: number; readonly lost: number } {
    return {
      running: this.#executions.ids().length,
      lost: this.#executions.lostCount,
    };
  }

  /** Launches the engine, trying again until it works or the process stops. */
  start(): Promise<void> {
    this.#started ??= this.#start();
    return this.#started;
  }

  async #start(): Promise<void> {
    const { logger, executors, executorId, knex } = this.#options;
    const { signal } = this.#stopping;
    while (this.#state.type === 'starting') {
      try {
        await executors.beat(executorId);
        await launchAlone(knex, () => this.#runs.launch(), {
          delay: milliseconds => delay(milliseconds, undefined, { signal }),
        });
        if (!signal.aborted) {
          this.#state = { type: 'running' };
          this.#heartbeat.start();
        }
      } catch (error) {
        await this.#runs.shutdown().catch(() => {});
        if (!signal.aborted) {
          this.#state = { type: 'starting', problem: `${error}` };
          logger.warn(`The engine for operations does not start: ${error}`);
          await delay(2_000, undefined, { signal }).catch(() => {});
        }
      }
    }
  }

  /**
   * Lets go of everything, so that another replica takes it over at once. What is being done to the outside is waited
   * for; where that takes too long, the others wait as if this process had died.
   */
  async stop(): Promise<void> {
    const { executors, executorId, logger } = this.#options;
    this.#state = { type: 'stopped' };
    this.#stopping.abort();
    await Promise.race([
      Promise.all([this.#started, this.#heartbeat.stop()]),
      delay(stopMilliseconds, undefined, { ref: false }),
    ]);
    const executions = this.#executions.list();
    executions.forEach(execution => execution.lose());
    const isQuiet = await Promise.race([
      Promise.all(executions.map(execution => execution.acted())).then(
        () => true,
      ),
      delay(stopMilliseconds, false, { ref: false }),
    ]);
    if (isQuiet) {
      await executors.leave(executorId).catch(error => logger.warn(`${error}`));
    }
    await this.#runs.shutdown().catch(() => {});
    await this.#runs.close().catch(() => {});
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
    this.#executions.expect(operationId);
  }

  /** Takes back {@link expect}, for an operation that was not accepted after all. */
  forget(operationId: string): void {
    this.#executions.forget(operationId);
  }

  /** Begins an operation that was expected and that this process has accepted. Nothing is waited for. */
  begin(operationId: string, attempt: number): void {
    this.#runs.start({ operationId, attempt }).catch(error => {
      // It is accepted: the next look for what is left behind begins it.
      this.forget(operationId);
      this.#options.logger.warn(
        `Operation ${operationId} could not be begun yet: ${error}`,
      );
    });
  }

  /** Tells an operation that it is cancelled, where this process runs it. */
  cancel(operationId: string): void {
    this.#executions.get(operationId)?.cancel();
  }

  /** Forgets what is kept for runs of operations that are deleted. */
  async forgetRuns(attempts: readonly Attempt[]): Promise<void> {
    await this.#runs.forget(attempts);
  }

  /** Forgets what dead processes have left of themselves. */
  async forgetDead(): Promise<void> {
    const { executors } = this.#options;
    await executors.forgetDead();
    const known = new Set(await executors.list());
    const isGone = (executorId: string) => !known.has(executorId);
    await this.#runs.forgetQueues(isGone);
    // A process that dies between its last note of an operation and DBOS's own leaves a run that nobody goes on with.
    const left = await this.#runs.leftOpen(isGone);
    const over = await executors.overOf(left.map(run => run.operationId));
    await this.#runs.end(left.filter(run => over.has(run.operationId)));
  }

  async #run(operationId: string): Promise<void> {
    const execution = this.#executions.enter(operationId);
    try {
      await this.#options.runner.run(execution);
    } finally {
      this.#executions.leave(execution);
    }
  }

  /** Drops what is not this process's any more, tells who cancelled, and takes over what is left behind. */
  async #look(): Promise<void> {
    const running = this.#executions.list();
    const states = await this.#options.executors.statesOf(
      running.map(({ operationId }) => operationId),
    );
    const byId = new Map(states.map(state => [state.id, state]));
    for (const execution of running) {
      const state = byId.get(execution.operationId);
      if (state?.isCancelled) {
        execution.cancel();
      }
      if (
        execution.lease &&
        (state?.epoch !== execution.lease.epoch ||
          state.executorId !== this.executorId)
      ) {
        execution.lose();
      }
    }
    if (this.#heartbeat.isSteady) {
      await this.#takeOver();
    }
  }

  async #takeOver(): Promise<void> {
    const { executors, kinds, takeOverAfterSeconds, onChange } = this.#options;
    const taker = {
      executorId: this.executorId,
      silentSeconds: takeOverAfterSeconds,
      kinds: kinds.runnable(),
      running: this.#executions.ids(),
    };
    const taken = await executors.takeOver(taker);
    await Promise.all(taken.map(operation => this.#resume(operation)));
    const waiting = await executors.tellWhatWaits(
      taker,
      'It waits: no part of the portal that runs now knows this kind of operation in the version that was planned. It goes on as soon as one does.',
    );
    if (taken.length + waiting.length > 0) {
      onChange?.();
    }
  }

  async #resume({ id, attempt, epoch, from }: TakenOperation): Promise<void> {
    const { logger, operations } = this.#options;
    logger.info(
      `Operation ${id} is taken over${from ? ` from process ${from}` : ''}.`,
    );
    this.expect(id);
    try {
      const problem = await this.#runs.resume({ operationId: id, attempt });
      if (problem !== undefined) {
        this.forget(id);
        logger.error(
          `Operation ${id} stopped for a reason not its own: ${problem}`,
        );
        await operations.update({
          id,
          where: { executorId: this.executorId, epoch },
          set: {
            status: 'failed',
            problem: `The portal could not go on with it: ${problem} Retry it to go on with the phase where it stopped.`,
            finishedAt: new Date(),
          },
        });
      }
    } catch (error) {
      // The next look finds it again.
      this.forget(id);
      logger.warn(`Operation ${id} could not be resumed yet: ${error}`);
    }
  }
}
