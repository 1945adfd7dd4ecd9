import type {
  AuditorService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import type { PhaseRow } from '../database/OperationRow';
import type { RunsStore } from '../database/RunsStore';
import type { Execution } from './Execution';
import { waitForever } from './Lease';
import { untilDatabaseAnswers } from './untilDatabaseAnswers';

/** Options of {@link PhaseNotes.create}. */
export interface PhaseNotesOptions {
  readonly auditor: AuditorService;
  readonly logger: LoggerService;
  readonly runs: Pick<RunsStore, 'updatePhase'>;
  /** Called after each change that people see. */
  readonly onChange?: () => void;
}

/** Notes what becomes of phases, for people and for the audit, as long as this process holds the operation. */
export class PhaseNotes {
  readonly #options: PhaseNotesOptions;

  static create(options: PhaseNotesOptions): PhaseNotes {
    return new PhaseNotes(options);
  }

  private constructor(options: PhaseNotesOptions) {
    this.#options = options;
  }

  /** Notes something; never resolves where another run has the operation. */
  async note(
    { execution, position }: { execution: Execution; position: number },
    set: Partial<PhaseRow>,
  ): Promise<void> {
    const { lease } = execution;
    const isNoted =
      lease !== undefined &&
      !execution.isLost &&
      (await untilDatabaseAnswers(() =>
        this.#options.runs.updatePhase({ lease, position }, set),
      ));
    if (!isNoted) {
      await this.lost(execution);
    }
    this.#options.onChange?.();
  }

  /** Audits the outcome of a phase. A broken audit is logged: what was done is done. */
  async audit(
    { operationId }: Execution,
    outcome: { phase: string; status: PhaseRow['status']; cause?: unknown },
  ): Promise<void> {
    const { phase, status, cause } = outcome;
    try {
      const event = await this.#options.auditor.createEvent({
        eventId: 'operation-phase',
        severityLevel: status === 'succeeded' ? 'low' : 'medium',
        meta: { operationId, phase, outcome: status },
      });
      if (status === 'failed') {
        await event.fail({
          error: cause instanceof Error ? cause : new Error(String(cause)),
        });
      } else {
        await event.success();
      }
    } catch (error) {
      this.#options.logger.error(
        `The outcome of the phase ${phase} of operation ${operationId} could not be audited: ${error}`,
      );
    }
  }

  /** Ends a run that another one has followed. Never resolves. */
  async lost(execution: Execution): Promise<never> {
    this.#options.logger.warn(
      `Operation ${execution.operationId} is run elsewhere now; this run leaves it alone.`,
    );
    execution.lose();
    return waitForever();
  }
}
