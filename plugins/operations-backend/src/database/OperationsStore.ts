import { isDatabaseConflictError } from '@backstage/backend-plugin-api';
import { ConflictError } from '@backstage/errors';
import type { PlanPhase } from '@golden-path/plugin-operations-common';
import type { Knex } from 'knex';
import { fromColumns, toColumns } from './columns';
import type {
  DecisionRow,
  OperationRow,
  PhaseRow,
  StoredOperation,
} from './OperationRow';

/** A change of an operation that is only made where it is still as it was seen. */
export interface OperationUpdate {
  readonly id: string;
  /** The update is not made where the row has another value. */
  readonly where?: Partial<
    Pick<
      OperationRow,
      'status' | 'round' | 'attempt' | 'executorId' | 'epoch' | 'planHash'
    >
  >;
  readonly set: Partial<OperationRow>;
}

/** The rows of operations. */
export class OperationsStore {
  readonly #knex: Knex;

  static create(options: { knex: Knex }): OperationsStore {
    return new OperationsStore(options.knex);
  }

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  /**
   * Notes a new operation with its phases. Throws a `ConflictError` where another one holds the target, or where the
   * same idempotency key was used in the meantime.
   */
  async insert(row: OperationRow, phases: readonly PlanPhase[]): Promise<void> {
    await this.#refuseConflicts(() =>
      this.#knex('operation_phases')
        .with(
          'accepted',
          this.#knex('operations').insert(toColumns({ ...row })),
        )
        .insert(newPhases(row.id, phases)),
    );
  }

  async get(id: string): Promise<StoredOperation | undefined> {
    const [stored] = await this.getMany([id]);
    return stored;
  }

  /** Those that exist, in the order of their ids. */
  async getMany(ids: readonly string[]): Promise<StoredOperation[]> {
    if (ids.length === 0) {
      return [];
    }
    const [rows, phases, decisions, undoing] = await Promise.all([
      this.#knex('operations').whereIn('id', ids),
      this.#knex('operation_phases')
        .whereIn('operation_id', ids)
        .orderBy('position'),
      this.#knex('operation_decisions')
        .whereIn('operation_id', ids)
        .orderBy('decided_at'),
      this.#knex('operations')
        .select('id', 'undoes')
        .whereIn('undoes', ids)
        .whereNotIn('status', ['denied', 'expired', 'cancelled', 'failed'])
        .orderBy('requested_at'),
    ]);
    const byId = new Map(
      rows.map(columns => {
        const row = fromColumns<OperationRow>(columns);
        return [row.id, row];
      }),
    );
    const phaseRows = phases.map(columns => fromColumns<PhaseRow>(columns));
    const decisionRows = decisions.map(columns =>
      fromColumns<DecisionRow>(columns),
    );
    return ids.flatMap(id => {
      const row = byId.get(id);
      return row
        ? {
            row,
            phases: phaseRows.filter(phase => phase.operationId === id),
            decisions: decisionRows.filter(
              ({ operationId }) => operationId === id,
            ),
            undoneBy: undoing.find(({ undoes }) => undoes === id)?.id,
          }
        : [];
    });
  }

  /** The operation that somebody asked for with an idempotency key. */
  async findByKey(
    requestedBy: string,
    idempotencyKey: string,
  ): Promise<OperationRow | undefined> {
    const found = await this.#knex('operations')
      .where({ requested_by: requestedBy, idempotency_key: idempotencyKey })
      .first();
    return found && fromColumns<OperationRow>(found);
  }

  /** The operation that holds a target, if one does. */
  async findHolder(targetKey: string): Promise<OperationRow | undefined> {
    const found = await this.#knex('operations')
      .where({ target_key: targetKey })
      .whereIn('status', ['accepted', 'running'])
      .first();
    return found && fromColumns<OperationRow>(found);
  }

  /**
   * Changes an operation and counts its revision up. Returns whether it was still as expected. Throws a `ConflictError`
   * where it would take a target that another one holds.
   */
  async update({ id, where = {}, set }: OperationUpdate): Promise<boolean> {
    const changed = await this.#refuseConflicts(() =>
      this.#knex('operations')
        .where({ id, ...toColumns(where) })
        .update({
          ...toColumns(set),
          revision: this.#knex.raw('revision + 1'),
        }),
    );
    return changed === 1;
  }

  /**
   * Gives an operation another plan with other phases. Returns whether it was still as expected; where it was not,
   * nothing is touched.
   */
  async replan(
    { id, where = {}, set }: OperationUpdate,
    phases: readonly PlanPhase[],
  ): Promise<boolean> {
    return this.#knex.transaction(async transaction => {
      const changed = await transaction('operations')
        .where({ id, ...toColumns(where) })
        .update({
          ...toColumns(set),
          revision: transaction.raw('revision + 1'),
        });
      if (changed === 1) {
        await transaction('operation_phases').where({ operation_id: id }).del();
        await transaction('operation_phases').insert(newPhases(id, phases));
      }
      return changed === 1;
    });
  }

  /**
   * Notes a decision, once per person and round, and what follows from it, while nobody else decides on the same
   * operation. What `conclude` throws leaves everything as it was.
   *
   * @param conclude - given the operation and the decisions of this round with the new one, tells what changes
   */
  async decide(
    decision: DecisionRow,
    conclude: (
      row: OperationRow,
      decisions: readonly DecisionRow[],
    ) => Promise<Partial<OperationRow>>,
  ): Promise<void> {
    const { operationId: id, round } = decision;
    await this.#refuseConflicts(() =>
      this.#knex.transaction(async transaction => {
        const row = fromColumns<OperationRow>(
          await transaction('operations').where({ id }).forUpdate().first(),
        );
        const inserted = await transaction('operation_decisions')
          .insert(toColumns({ ...decision }))
          .onConflict(['operation_id', 'round', 'decided_by'])
          .ignore()
          .returning('decided_by');
        if (row.round !== round || inserted.length === 0) {
          throw new ConflictError(
            inserted.length === 0
              ? 'You have decided on this already.'
              : 'The plan has changed since you looked at it.',
          );
        }
        const decisions = await transaction('operation_decisions').where({
          operation_id: id,
          round,
        });
        const set = await conclude(
          row,
          decisions.map(columns => fromColumns<DecisionRow>(columns)),
        );
        await transaction('operations')
          .where({ id })
          .update({
            ...toColumns(set),
            revision: transaction.raw('revision + 1'),
          });
      }),
    );
  }

  /**
   * Lets an operation that is over run again from the phase that did not succeed. Returns whether it was still as
   * expected; where it was not, nothing is touched.
   */
  async restart({ id, where, set }: OperationUpdate): Promise<boolean> {
    const restarted = await this.#refuseConflicts(() =>
      this.#knex('operation_phases')
        .with(
          'restarted',
          this.#knex('operations')
            .where({ id, ...toColumns(where ?? {}) })
            .update({
              ...toColumns(set),
              revision: this.#knex.raw('revision + 1'),
            })
            .returning('id'),
        )
        .whereIn('operation_id', this.#knex.select('id').from('restarted'))
        .whereNot({ status: 'succeeded' })
        .update({ status: 'pending', message: null, finished_at: null }),
    );
    return restarted > 0;
  }

  /** The revisions of some operations, to find out which ones changed. */
  async revisionsOf(ids: readonly string[]): Promise<Map<string, number>> {
    const rows = await this.#knex('operations')
      .select('id', 'revision')
      .whereIn('id', ids);
    return new Map(rows.map(({ id, revision }) => [id, revision]));
  }

  async #refuseConflicts<T>(write: () => Promise<T>): Promise<T> {
    try {
      return await write();
    } catch (error) {
      if (isDatabaseConflictError(error)) {
        throw new ConflictError(
          'Somebody else was faster: the target is in use, or the request was made already.',
          error,
        );
      }
      throw error;
    }
  }
}

function newPhases(operationId: string, phases: readonly PlanPhase[]) {
  return phases.map(({ name, title }, position) =>
    toColumns({
      operationId,
      position,
      name,
      title,
      status: 'pending',
      links: [],
    }),
  );
}
