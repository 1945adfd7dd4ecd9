import { isOver } from '@golden-path/plugin-operations-common';
import type { Knex } from 'knex';
import type { Lease } from '../engine/Lease';

/** An operation that a process has just taken over. */
export interface TakenOperation {
  readonly id: string;
  readonly attempt: number;
  readonly epoch: number;
  /** The process that had it before; nobody where it was never begun. */
  readonly from: string | null;
}

/** Who holds an operation. */
export interface HeldOperation {
  readonly id: string;
  readonly executorId: string | null;
  readonly epoch: number;
  readonly isCancelled: boolean;
}

/** What a process can run and what it runs. */
export interface Taker {
  readonly executorId: string;
  /** After how long without a sign of life a process is taken for dead. */
  readonly silentSeconds: number;
  /** What it can run, see `KindRegistry.runnable`. */
  readonly kinds: readonly string[];
  /** What it runs already. */
  readonly running: readonly string[];
}

/** How `KindRegistry.runnable` names what an operation needs. */
const kindOfRow = `(o.kind || '@' || o.version || case when o.undoes is null then '' else '/undo' end)`;

const isLeftBehind = `(e.seen_at is null or e.seen_at < now() - make_interval(secs => ?))`;

/** Which processes live, and which of them runs what. All times are those of the database, as clocks differ. */
export class ExecutorsStore {
  readonly #knex: Knex;

  static create(options: { knex: Knex }): ExecutorsStore {
    return new ExecutorsStore(options.knex);
  }

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  /** Tells the others that a process lives. */
  async beat(executorId: string): Promise<void> {
    await this.#knex('operation_executors')
      .insert({ id: executorId, seen_at: this.#knex.fn.now() })
      .onConflict('id')
      .merge();
  }

  /** What a process runs is free from now on. */
  async leave(executorId: string): Promise<void> {
    await this.#knex('operation_executors').where({ id: executorId }).del();
  }

  /**
   * Gives a process what it may run: what it has and did not begin, and what a process that was not seen for some time
   * left behind. One statement, so that of several replicas exactly one gets each.
   */
  async takeOver(taker: Taker): Promise<TakenOperation[]> {
    const { executorId, silentSeconds, kinds, running } = taker;
    const { rows } = await this.#knex.raw(
      `with free as (
         select o.id, o.executor_id
         from operations o
         left join operation_executors e on e.id = o.executor_id
         where o.status in ('accepted', 'running')
           and ${kindOfRow} = any(?)
           and not (o.id::text = any(?))
           and (o.executor_id = ? or ${isLeftBehind})
         order by o.requested_at
         limit 100
         for update of o skip locked
       )
       update operations o
       set executor_id = ?, epoch = o.epoch + 1, revision = o.revision + 1, problem = null
       from free
       where o.id = free.id
       returning o.id, o.attempt, o.epoch, free.executor_id as "from"`,
      [[...kinds], [...running], executorId, silentSeconds, executorId],
    );
    return rows;
  }

  /**
   * Says of what is left behind and cannot be run by this process that it waits; the process that can run it clears
   * that. What somebody has cancelled need not wait for that. Returns what was changed.
   */
  async tellWhatWaits(
    taker: Pick<Taker, 'kinds' | 'silentSeconds'>,
    problem: string,
  ): Promise<string[]> {
    const { rows } = await this.#knex.raw(
      `with waiting as (
         select o.id
         from operations o
         left join operation_executors e on e.id = o.executor_id
         where o.status in ('accepted', 'running')
           and not (${kindOfRow} = any(?))
           and ${isLeftBehind}
           and (o.problem is null or o.cancelled_by is not null)
         limit 100
         for update of o skip locked
       )
       update operations o
       set revision = o.revision + 1,
         problem = case when o.cancelled_by is null then ? else 'Cancelled by ' || o.cancelled_by || '.' end,
         status = case when o.cancelled_by is null then o.status else 'cancelled' end,
         finished_at = case when o.cancelled_by is null then o.finished_at else now() end
       from waiting
       where o.id = waiting.id
       returning o.id`,
      [[...taker.kinds], taker.silentSeconds, problem],
    );
    return rows.map(({ id }: { id: string }) => id);
  }

  /** Gives an operation back that a process has but cannot run. */
  async giveBack(id: string, executorId: string): Promise<void> {
    await this.#knex('operations')
      .where({ id, executor_id: executorId })
      .whereIn('status', ['accepted', 'running'])
      .update({
        executor_id: null,
        epoch: this.#knex.raw('epoch + 1'),
        revision: this.#knex.raw('revision + 1'),
      });
  }

  /** Whether a process still holds an operation, as the process that took it up in this epoch. */
  async holds(lease: Lease): Promise<boolean> {
    const found = await this.#knex('operations')
      .where({
        id: lease.operationId,
        executor_id: lease.executorId,
        epoch: lease.epoch,
        status: 'running',
      })
      .first('id');
    return found !== undefined;
  }

  /** Who holds some operations. */
  async statesOf(ids: readonly string[]): Promise<HeldOperation[]> {
    return this.#knex('operations')
      .select(
        'id',
        'epoch',
        this.#knex.raw(`executor_id as "executorId"`),
        this.#knex.raw(`cancelled_by is not null as "isCancelled"`),
      )
      .whereIn('id', [...ids]);
  }

  /** Those of some operations that are over. */
  async overOf(ids: readonly string[]): Promise<Set<string>> {
    const rows = await this.#knex('operations')
      .select('id', 'status')
      .whereIn('id', ids);
    return new Set(
      rows.filter(({ status }) => isOver(status)).map(({ id }) => id),
    );
  }

  /** Those that are known, dead ones for an hour. */
  async list(): Promise<string[]> {
    return this.#knex('operation_executors').pluck('id');
  }

  /** Forgets processes that were not seen for an hour. What they hold is free in any case. */
  async forgetDead(): Promise<void> {
    await this.#knex('operation_executors')
      .whereRaw(`seen_at < now() - interval '1 hour'`)
      .del();
  }
}
