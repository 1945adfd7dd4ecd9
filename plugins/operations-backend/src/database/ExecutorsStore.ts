import type { Knex } from 'knex';

/** An operation that a process has just taken over. */
export interface TakenOperation {
  readonly id: string;
  readonly attempt: number;
  /** The process that had it before; nobody where it was never begun. */
  readonly from: string | null;
}

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
   * Gives a process what it may run: what its own restart, or a process that was not seen for some time, left behind.
   * One statement, so that of several replicas exactly one gets each.
   *
   * @param request - `kinds` are those that this process can run, as `kind@version`; `running` what it runs already
   */
  async takeOver(request: {
    executorId: string;
    silentSeconds: number;
    kinds: readonly string[];
    running: readonly string[];
  }): Promise<TakenOperation[]> {
    const { executorId, silentSeconds, kinds, running } = request;
    const { rows } = await this.#knex.raw(
      `with free as (
         select o.id, o.executor_id
         from operations o
         left join operation_executors e on e.id = o.executor_id
         where o.status in ('accepted', 'running')
           and (o.kind || '@' || o.version) = any(?)
           and not (o.id::text = any(?))
           and (
             o.executor_id = ?
             or e.seen_at is null
             or e.seen_at < now() - make_interval(secs => ?)
           )
         order by o.requested_at
         limit 100
         for update of o skip locked
       )
       update operations o
       set executor_id = ?, epoch = o.epoch + 1, revision = o.revision + 1
       from free
       where o.id = free.id
       returning o.id, o.attempt, free.executor_id as "from"`,
      [[...kinds], [...running], executorId, silentSeconds, executorId],
    );
    return rows;
  }

  /** Whether a process still holds an operation, as the process that took it up in this epoch. */
  async holds(lease: {
    operationId: string;
    executorId: string;
    epoch: number;
  }): Promise<boolean> {
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

  /** What a process runs and somebody has cancelled. */
  async cancelledOf(executorId: string): Promise<string[]> {
    return this.#knex('operations')
      .where({ executor_id: executorId })
      .whereIn('status', ['accepted', 'running'])
      .whereNotNull('cancelled_by')
      .pluck('id');
  }

  /** Forgets processes that were not seen for an hour and hold nothing. */
  async forgetDead(): Promise<void> {
    await this.#knex('operation_executors')
      .whereRaw(`seen_at < now() - interval '1 hour'`)
      .whereNotIn(
        'id',
        this.#knex('operations')
          .select('executor_id')
          .whereNotNull('executor_id')
          .whereIn('status', ['accepted', 'running']),
      )
      .del();
  }
}
