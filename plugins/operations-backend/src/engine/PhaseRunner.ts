import type {
  AuditorService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import type { JsonObject, JsonValue } from '@backstage/types';
import type {
  OperationPhase,
  PhaseContext,
  PhaseResult,
} from '@golden-path/plugin-operations-node';
import { setTimeout as wait } from 'node:timers/promises';
import type { ExecutorsStore } from '../database/ExecutorsStore';
import type { OperationRow, RunnableOperation } from '../database/OperationRow';
import type { RunsStore } from '../database/RunsStore';
import { redactError } from '../redaction/redactError';
import { redactUrl } from '../redaction/redactUrl';
import type { Execution } from './Execution';
import type { Lease } from './Lease';
import { PhaseNotes } from './PhaseNotes';
import { Progress } from './Progress';
import { settlePhase, type PhaseEnding } from './settlePhase';
import { storableText } from './storableText';
import { untilDatabaseAnswers } from './untilDatabaseAnswers';

/** How a phase ended. */
export type PhaseOutcome = 'succeeded' | 'failed' | 'cancelled';

/** Options of {@link PhaseRunner.create}. */
export interface PhaseRunnerOptions {
  readonly auditor: AuditorService;
  readonly executors: Pick<ExecutorsStore, 'holds'>;
  readonly logger: LoggerService;
  readonly runs: Pick<RunsStore, 'get' | 'updatePhase'>;
  /** Called after each change that people see. */
  readonly onChange?: () => void;
  readonly now?: () => Date;
  /** How long a phase may go on after it was told to stop. */
  readonly stopMilliseconds?: number;
}

/** One phase of one run. */
export interface PhaseRun {
  readonly execution: Execution;
  readonly phase: OperationPhase<JsonObject, JsonObject>;
  readonly position: number;
}

const defaultTimeoutSeconds = 600;

/** An answer of the database about who holds an operation is not believed after this time. */
const freshMilliseconds = 1_000;

/** Runs single phases, and notes what becomes of them. */
export class PhaseRunner {
  readonly #options: PhaseRunnerOptions;
  readonly #notes: PhaseNotes;
  readonly #now: () => Date;

  static create(options: PhaseRunnerOptions): PhaseRunner {
    return new PhaseRunner(options);
  }

  private constructor(options: PhaseRunnerOptions) {
    this.#options = options;
    this.#notes = PhaseNotes.create(options);
    this.#now = options.now ?? (() => new Date());
  }

  /** Runs a phase, unless that was done before. Never rejects for what the phase does. */
  async run(run: PhaseRun): Promise<PhaseOutcome> {
    const { execution } = run;
    const stored = await untilDatabaseAnswers(() =>
      this.#options.runs.get(execution.operationId),
    );
    const row = stored?.phases[run.position];
    if (!row || !isHolder(execution, stored.row)) {
      return this.#notes.lost(execution);
    }
    // A process that died before the engine's own note of it comes here again. A retry makes phases pending first.
    if (row.status !== 'pending' && row.status !== 'running') {
      return row.status;
    }
    if (execution.isCancelled || stored.row.cancelledBy) {
      return this.#end(run, { status: 'cancelled', message: 'Not begun.' });
    }
    if (row.name !== run.phase.name) {
      return this.#end(run, {
        status: 'failed',
        message: `The phases of “${stored.row.kind}” have changed without a new version: “${run.phase.title}” is not what was planned.`,
      });
    }
    await this.#notes.note(run, {
      status: 'running',
      startedAt: this.#now(),
      finishedAt: null,
      message: null,
      links: [],
    });
    return this.#attempt(run, stored);
  }

  async #attempt(
    run: PhaseRun,
    stored: RunnableOperation,
  ): Promise<PhaseOutcome> {
    const { execution, phase } = run;
    const seconds = phase.timeoutSeconds ?? defaultTimeoutSeconds;
    const timeout = AbortSignal.timeout(seconds * 1000);
    const signal = AbortSignal.any([execution.signal, timeout]);
    const progress = Progress.create({
      write: message => this.#notes.note(run, { message }),
      delay: milliseconds => wait(milliseconds, undefined, { ref: false }),
    });
    const ending = await settlePhase(
      // Whatever the phase throws, it throws in its promise.
      (async () =>
        phase.run(this.#contextOf({ run, stored, signal, progress })))(),
      {
        signal,
        stopMilliseconds: this.#options.stopMilliseconds,
        delay: async (milliseconds, until) => {
          await wait(milliseconds, undefined, { signal: until }).catch(
            () => {},
          );
        },
      },
    );
    await progress.close();
    return this.#conclude(run, ending, timeout.aborted ? seconds : undefined);
  }

  /** A phase that finishes in spite of a cancellation has succeeded: what was done is told. */
  async #conclude(
    run: PhaseRun,
    ending: PhaseEnding,
    timedOutAfter: number | undefined,
  ): Promise<PhaseOutcome> {
    if (ending.type === 'returned') {
      return this.#succeed(run, ending.result ?? {});
    }
    const cause =
      ending.type === 'stuck'
        ? new Error('It did not stop, and may still have an effect.')
        : redactError(ending.error);
    if (run.execution.isCancelled) {
      const isStuck = ending.type === 'stuck';
      const message = `Cancelled.${isStuck ? ` ${messageOf(cause)}` : ''}`;
      return this.#end(run, { status: 'cancelled', message });
    }
    const message = timedOutAfter
      ? `It took longer than ${timedOutAfter} seconds. ${messageOf(cause)}`
      : messageOf(cause);
    return this.#end(run, { status: 'failed', message }, cause);
  }

  async #succeed(run: PhaseRun, result: PhaseResult): Promise<PhaseOutcome> {
    try {
      return await this.#end(run, { status: 'succeeded', ...result });
    } catch (error) {
      // Such as an output with circles. The database was asked until it answered.
      const message = `What it found out cannot be stored: ${messageOf(error)}`;
      return this.#end(run, { status: 'failed', message }, error);
    }
  }

  #contextOf({
    run: { execution },
    stored: { row, phases },
    signal,
    progress,
  }: {
    run: PhaseRun;
    stored: RunnableOperation;
    signal: AbortSignal;
    progress: Progress;
  }): PhaseContext<JsonObject, JsonObject> {
    return {
      operation: runningOperation(row),
      input: row.input,
      details: row.details,
      outputs: Object.fromEntries(
        phases.map(({ name, output }) => [name, output ?? undefined]),
      ),
      signal,
      logger: this.#options.logger.child({ operation: row.id }),
      report: async message => progress.report(storableText(message)),
      act: async effect => {
        signal.throwIfAborted();
        await this.#hold(execution);
        signal.throwIfAborted();
        return execution.act(effect);
      },
    };
  }

  async #end(
    run: PhaseRun,
    result: { status: PhaseOutcome; output?: JsonValue } & PhaseResult,
    cause?: unknown,
  ): Promise<PhaseOutcome> {
    const { status, output, message, links = [] } = result;
    await this.#notes.note(run, {
      status,
      message: message === undefined ? null : storableText(message),
      links: links.map(link => ({ ...link, url: redactUrl(link.url) })),
      output,
      finishedAt: this.#now(),
    });
    await this.#notes.audit(run.execution, {
      phase: run.phase.name,
      status,
      cause,
    });
    return status;
  }

  /** Asks the database whether this run still holds the operation; where it does not, this never resolves. */
  async #hold(execution: Execution): Promise<void> {
    const { lease } = execution;
    let answer: Answer | undefined;
    while (lease && !execution.isLost && !answer?.isFresh) {
      answer = await untilDatabaseAnswers(() => this.#askWhoHolds(lease));
      if (!answer.holds) {
        await this.#notes.lost(execution);
      }
    }
    if (!lease || execution.isLost) {
      await this.#notes.lost(execution);
    }
  }

  async #askWhoHolds(lease: Lease): Promise<Answer> {
    const asked = performance.now();
    const holds = await this.#options.executors.holds(lease);
    // A process that was paused between the question and now has to ask again.
    return { holds, isFresh: performance.now() - asked < freshMilliseconds };
  }
}

interface Answer {
  readonly holds: boolean;
  readonly isFresh: boolean;
}

function isHolder(
  { lease, isLost }: Execution,
  { executorId, epoch, status }: OperationRow,
): boolean {
  return (
    !isLost &&
    status === 'running' &&
    executorId === lease?.executorId &&
    epoch === lease.epoch
  );
}

function runningOperation({
  id,
  kind,
  entityRef,
  ownerRef,
  requestedBy,
  reason,
}: OperationRow) {
  return {
    id,
    kind,
    entityRef: entityRef ?? undefined,
    ownerRef: ownerRef ?? undefined,
    requestedBy,
    reason: reason ?? undefined,
  };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
