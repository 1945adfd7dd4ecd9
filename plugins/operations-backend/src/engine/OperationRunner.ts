import type { JsonObject } from '@backstage/types';
import { DBOS } from '@dbos-inc/dbos-sdk';
import {
  isOver,
  type OperationStatus,
} from '@golden-path/plugin-operations-common';
import type { OperationPhase } from '@golden-path/plugin-operations-node';
import type { ExecutorsStore } from '../database/ExecutorsStore';
import type { PhaseRow } from '../database/OperationRow';
import type { OperationsStore } from '../database/OperationsStore';
import type { RunsStore } from '../database/RunsStore';
import type { Execution } from './Execution';
import type { KindRegistry } from './KindRegistry';
import { waitForever } from './Lease';
import type { PhaseOutcome, PhaseRunner } from './PhaseRunner';
import { untilDatabaseAnswers } from './untilDatabaseAnswers';

/** Options of {@link OperationRunner.create}. */
export interface OperationRunnerOptions {
  readonly executorId: string;
  readonly executors: Pick<ExecutorsStore, 'giveBack'>;
  readonly kinds: KindRegistry;
  readonly operations: Pick<OperationsStore, 'update'>;
  readonly runs: Pick<RunsStore, 'get'>;
  readonly phases: PhaseRunner;
  /** Called after each change that people see. */
  readonly onChange?: () => void;
  readonly now?: () => Date;
}

/** Runs the phases of any operation, one after the other, each as a durable step. */
export class OperationRunner {
  readonly #options: OperationRunnerOptions;
  readonly #now: () => Date;

  static create(options: OperationRunnerOptions): OperationRunner {
    return new OperationRunner(options);
  }

  private constructor(options: OperationRunnerOptions) {
    this.#options = options;
    this.#now = options.now ?? (() => new Date());
  }

  /**
   * The body of the durable workflow. It is repeated from its beginning after a crash, with the outcomes of finished
   * steps: what it does between the steps must not depend on anything that changes.
   */
  async run(execution: Execution): Promise<void> {
    const phases = await this.#begin(execution);
    for (const [position, phase] of phases.entries()) {
      const outcome: PhaseOutcome = await DBOS.runStep(
        () => this.#options.phases.run({ execution, phase, position }),
        { name: phase.name },
      );
      if (outcome !== 'succeeded') {
        break;
      }
    }
    await DBOS.runStep(() => this.#finish(execution), { name: 'finish' });
  }

  /** Takes the operation up, where it is this process that is to run it. */
  async #begin(
    execution: Execution,
  ): Promise<readonly OperationPhase<JsonObject, JsonObject>[]> {
    const { operationId } = execution;
    const { executorId, kinds, operations, runs } = this.#options;
    const phases = await untilDatabaseAnswers(async () => {
      const stored = await runs.get(operationId);
      if (stored?.row.executorId !== executorId) {
        return undefined;
      }
      const known = kinds.phasesOf(stored.row);
      if (!known) {
        await this.#options.executors.giveBack(operationId, executorId);
        return undefined;
      }
      const { epoch, status, startedAt } = stored.row;
      execution.hold({ operationId, executorId, epoch });
      const isMine =
        status === 'running' ||
        (await operations.update({
          id: operationId,
          where: { executorId, epoch, status: 'accepted' },
          set: { status: 'running', startedAt: startedAt ?? this.#now() },
        }));
      return isMine ? known : undefined;
    });
    if (!phases || execution.isLost) {
      execution.lose();
      return waitForever();
    }
    return phases;
  }

  async #finish(execution: Execution): Promise<void> {
    const { operations, runs } = this.#options;
    const { lease } = execution;
    const isDone = await untilDatabaseAnswers(async () => {
      const stored = await runs.get(execution.operationId);
      // A process that died between this and its checkpoint finishes twice.
      if (!stored || isOver(stored.row.status)) {
        return true;
      }
      return (
        lease !== undefined &&
        !execution.isLost &&
        operations.update({
          id: lease.operationId,
          where: {
            executorId: lease.executorId,
            epoch: lease.epoch,
            status: 'running',
          },
          set: {
            ...outcomeOf(stored.phases, stored.row.cancelledBy),
            finishedAt: this.#now(),
          },
        })
      );
    });
    if (!isDone) {
      execution.lose();
      await waitForever();
    }
    this.#options.onChange?.();
  }
}

function outcomeOf(
  phases: readonly PhaseRow[],
  cancelledBy: string | null,
): {
  status: OperationStatus;
  problem: string | null;
  result: { message: string; links: PhaseRow['links'] } | null;
} {
  const open = phases.find(({ status }) => status !== 'succeeded');
  if (!open) {
    return {
      status: 'succeeded',
      problem: null,
      result: {
        message:
          phases.findLast(({ message }) => message !== null)?.message ??
          'Done.',
        links: phases.flatMap(({ links }) => links),
      },
    };
  }
  return open.status === 'cancelled'
    ? {
        status: 'cancelled',
        problem: `Cancelled by ${cancelledBy ?? 'somebody'} at “${
          open.title
        }”.`,
        result: null,
      }
    : {
        status: 'failed',
        problem: `${open.title}: ${open.message ?? 'no reason was told'}`,
        result: null,
      };
}
