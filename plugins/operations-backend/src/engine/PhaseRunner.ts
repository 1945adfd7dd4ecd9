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
import type { ExecutorsStore } from '../database/ExecutorsStore';
import type { OperationRow, PhaseRow } from '../database/OperationRow';
import type { OperationsStore } from '../database/OperationsStore';
import { waitForever, type Lease } from './Lease';
import { untilDatabaseAnswers } from './untilDatabaseAnswers';

/** How a phase ended. */
export type PhaseOutcome = 'succeeded' | 'failed' | 'cancelled';

/** Options of {@link PhaseRunner.create}. */
export interface PhaseRunnerOptions {
  readonly auditor: AuditorService;
  readonly executors: ExecutorsStore;
  readonly logger: LoggerService;
  readonly operations: OperationsStore;
  /** Called after each change that people see. */
  readonly onChange?: () => void;
  readonly now?: () => Date;
}

/** One phase of one run. */
export interface PhaseRun {
  readonly lease: Lease;
  readonly phase: OperationPhase<JsonObject, JsonObject>;
  readonly position: number;
  /** Aborted when somebody cancels the operation. */
  readonly signal: AbortSignal;
}

const defaultTimeoutSeconds = 600;

/** Runs single phases, and notes what becomes of them. */
export class PhaseRunner {
  readonly #options: PhaseRunnerOptions;
  readonly #now: () => Date;

  static create(options: PhaseRunnerOptions): PhaseRunner {
    return new PhaseRunner(options);
  }

  private constructor(options: PhaseRunnerOptions) {
    this.#options = options;
    this.#now = options.now ?? (() => new Date());
  }

  /** Runs a phase, unless an earlier attempt has finished it. Never rejects. */
  async run(run: PhaseRun): Promise<PhaseOutcome> {
    const { operations } = this.#options;
    const { operationId } = run.lease;
    await this.#holdOrWaitForever(run.lease);
    const stored = await untilDatabaseAnswers(() =>
      operations.get(operationId),
    );
    const row = stored?.phases[run.position];
    if (!stored || !row) {
      // Nobody deletes operations that run; without its row there is nothing that could be noted.
      return waitForever();
    }
    if (row.status === 'succeeded') {
      return 'succeeded';
    }
    if (run.signal.aborted) {
      return this.#end(run, { status: 'cancelled', message: 'Not begun.' });
    }
    await this.#note(run, {
      status: 'running',
      startedAt: this.#now(),
      finishedAt: null,
      message: null,
      links: [],
    });
    return this.#attempt(run, stored.row, stored.phases);
  }

  async #attempt(
    run: PhaseRun,
    operation: OperationRow,
    phases: readonly PhaseRow[],
  ): Promise<PhaseOutcome> {
    const seconds = run.phase.timeoutSeconds ?? defaultTimeoutSeconds;
    const timeout = AbortSignal.timeout(seconds * 1000);
    const signal = AbortSignal.any([run.signal, timeout]);
    try {
      const result = await run.phase.run(
        this.#contextOf({ ...run, signal }, operation, phases),
      );
      return await this.#end(run, { status: 'succeeded', ...result });
    } catch (error) {
      if (run.signal.aborted) {
        return this.#end(run, { status: 'cancelled', message: 'Cancelled.' });
      }
      const message = timeout.aborted
        ? `It took longer than ${seconds} seconds. ${messageOf(error)}`
        : messageOf(error);
      return this.#end(run, { status: 'failed', message }, error);
    }
  }

  #contextOf(
    run: PhaseRun,
    operation: OperationRow,
    phases: readonly PhaseRow[],
  ): PhaseContext<JsonObject, JsonObject> {
    const { lease, signal } = run;
    const { id, kind, entityRef, ownerRef, requestedBy, reason } = operation;
    return {
      operation: {
        id,
        kind,
        entityRef: entityRef ?? undefined,
        ownerRef: ownerRef ?? undefined,
        requestedBy,
        reason: reason ?? undefined,
      },
      input: operation.input,
      details: operation.details,
      outputs: Object.fromEntries(
        phases.map(({ name, output }) => [name, output ?? undefined]),
      ),
      signal,
      logger: this.#options.logger.child({ operation: id }),
      report: message => this.#note(run, { message }),
      act: async effect => {
        signal.throwIfAborted();
        await this.#holdOrWaitForever(lease);
        signal.throwIfAborted();
        return effect();
      },
    };
  }

  async #end(
    run: PhaseRun,
    result: { status: PhaseOutcome; output?: JsonValue } & PhaseResult,
    cause?: unknown,
  ): Promise<PhaseOutcome> {
    const { status, output, message = null, links = [] } = result;
    await this.#holdOrWaitForever(run.lease);
    await this.#note(run, {
      status,
      message,
      links: [...links],
      output,
      finishedAt: this.#now(),
    });
    const event = await this.#options.auditor.createEvent({
      eventId: 'operation-phase',
      severityLevel: status === 'succeeded' ? 'low' : 'medium',
      meta: {
        operationId: run.lease.operationId,
        phase: run.phase.name,
        outcome: status,
      },
    });
    if (status === 'failed') {
      await event.fail({
        error: cause instanceof Error ? cause : new Error(String(cause)),
      });
    } else {
      await event.success();
    }
    return status;
  }

  async #note(
    { lease, position }: Pick<PhaseRun, 'lease' | 'position'>,
    set: Partial<PhaseRow>,
  ): Promise<void> {
    await untilDatabaseAnswers(() =>
      this.#options.operations.updatePhase(
        { operationId: lease.operationId, position },
        set,
      ),
    );
    this.#options.onChange?.();
  }

  async #holdOrWaitForever(lease: Lease): Promise<void> {
    const holds = await untilDatabaseAnswers(() =>
      this.#options.executors.holds(lease),
    );
    if (!holds) {
      this.#options.logger.warn(
        `Operation ${lease.operationId} is run by another process now; this one leaves it alone.`,
      );
      await waitForever();
    }
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
