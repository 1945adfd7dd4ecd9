import type { Knex } from 'knex';
import type { Lease } from '../engine/Lease';
import { fromColumns, toColumns } from './columns';
import type { OperationRow, PhaseRow, RunnableOperation } from './OperationRow';

/** What a run reads and writes of its operation. */
export class RunsStore {
  readonly #knex: Knex;

  static create(options: { knex: Knex }): RunsStore {
    return new RunsStore(options.knex);
  }

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  /** What the run of an operation needs of it. */
  async get(id: string): Promise<RunnableOperation | undefined> {
    const [found, phases] = await Promise.all([
      this.#knex('operations').where({ id }).first(),
      this.#knex('operation_phases')
        .where({ operation_id: id })
        .orderBy('position'),
    ]);
    return (
      found && {
        row: fromColumns<OperationRow>(found),
        phases: phases.map(columns => fromColumns<PhaseRow>(columns)),
      }
    );
  }

  /**
   * Changes a phase and counts the revision of its operation up, where the process still holds the operation. One
   * statement, so that nobody can take it over in between. Returns whether it holds it.
   */
  async updatePhase(
    { lease, position }: { readonly lease: Lease; readonly position: number },
    set: Partial<PhaseRow>,
  ): Promise<boolean> {
    const { output, ...rest } = set;
    const changed = await this.#knex('operation_phases')
      .with(
        'held',
        this.#knex('operations')
          .where({
            id: lease.operationId,
            executor_id: lease.executorId,
            epoch: lease.epoch,
            status: 'running',
          })
          .update({ revision: this.#knex.raw('revision + 1') })
          .returning('id'),
      )
      .whereIn('operation_id', this.#knex.select('id').from('held'))
      .where({ position })
      .update(
        toColumns({
          ...rest,
          // Even a text is JSON here.
          output: output === undefined ? undefined : JSON.stringify(output),
        }),
      );
    return changed === 1;
  }
}
