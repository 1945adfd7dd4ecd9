import { setTimeout as sleep } from 'node:timers/promises';
import { Client, Pool } from 'pg';
import type { Ambush } from './Ambush.mts';
import { isRequest, type CrashPoint, type Death } from './CrashPoint.mts';

/** The first half of the keys of all locks that are used here. */
const lockClass = 72_010;

const pollMilliseconds = 20;

/**
 * What stands at each place of a run: triggers that tell that it was passed, and that wait for a lock where the process
 * is to die there. They wait when everything is about to be committed, so that all of it counts or nothing. They are
 * created by the test, in its own database: nothing in the product knows of them.
 */
const triggers = `
  create table crash_armed (
    subject text primary key, place text not null, lock_key serial
  );
  create table crash_passed (position serial, subject text not null, place text not null);

  create function crash_pass(key text, at_place text) returns void language plpgsql as $$
  declare wanted int;
  begin
    insert into crash_passed (subject, place) values (key, at_place);
    select lock_key into wanted from crash_armed where subject = key and place = at_place;
    if found then
      perform pg_advisory_xact_lock(${lockClass}, wanted);
    end if;
  end $$;

  create function crash_engine() returns trigger language plpgsql as $$
  begin
    perform crash_pass(new.idempotency_key, 'engine ' || new.status);
    return null;
  end $$;
  create constraint trigger crash_accepted after insert on operations
    deferrable initially deferred for each row execute function crash_engine();
  create constraint trigger crash_status after update on operations
    deferrable initially deferred for each row
    when (old.status is distinct from new.status) execute function crash_engine();

  create function crash_phase() returns trigger language plpgsql as $$
  begin
    perform crash_pass(o.idempotency_key, 'phase ' || new.name || ' ' || new.status)
      from operations o where o.id = new.operation_id;
    return null;
  end $$;
  create constraint trigger crash_phase after update on operation_phases
    deferrable initially deferred for each row
    when (old.status is distinct from new.status) execute function crash_phase();

  create function crash_checkpoint() returns trigger language plpgsql as $$
  begin
    perform crash_pass(o.idempotency_key, 'checkpoint ' || new.function_name)
      from operations o where o.id::text = split_part(new.workflow_uuid, '/', 1);
    return null;
  end $$;
  create constraint trigger crash_checkpoint after insert on dbos.operation_outputs
    deferrable initially deferred for each row execute function crash_checkpoint();

  create function crash_workflow() returns trigger language plpgsql as $$
  begin
    perform crash_pass(
      o.idempotency_key,
      case when tg_op = 'INSERT' then 'checkpoint begun' else 'checkpoint ended' end
    ) from operations o where o.id::text = split_part(new.workflow_uuid, '/', 1);
    return null;
  end $$;
  create constraint trigger crash_begun after insert on dbos.workflow_status
    deferrable initially deferred for each row execute function crash_workflow();
  create constraint trigger crash_ended after update on dbos.workflow_status
    deferrable initially deferred for each row
    when (old.status is distinct from new.status and new.status = 'SUCCESS') execute function crash_workflow();
`;

/** Holds the statements of the portal at which its process is to die. */
export class HeldStatements {
  readonly #ambush: Ambush;
  /** Has the locks for which the statements wait. */
  readonly #locks: Client;
  readonly #queries: Pool;
  #lockTurn: Promise<unknown> = Promise.resolve();
  #watching: Promise<void> | undefined;
  #isStopped = false;

  /** To be called when the portal has made its tables. */
  static async install(options: {
    readonly database: string;
    readonly ambush: Ambush;
  }): Promise<HeldStatements> {
    const statements = new HeldStatements(options);
    await statements.#locks.connect();
    await statements.#queries.query(triggers);
    statements.#watching = statements.#watch();
    // It is waited for, and told of, at the end.
    statements.#watching.catch(() => {});
    return statements;
  }

  private constructor(options: { database: string; ambush: Ambush }) {
    const { database: connectionString, ambush } = options;
    this.#ambush = ambush;
    this.#locks = new Client({ connectionString });
    this.#queries = new Pool({ connectionString, max: 4 });
  }

  /** Makes a statement wait at a place; requests are held elsewhere. */
  async arm(subject: string, { place }: CrashPoint): Promise<void> {
    if (isRequest(place)) {
      return;
    }
    const { rows } = await this.#queries.query<{ lock_key: number }>(
      `insert into crash_armed (subject, place) values ($1, $2) returning lock_key`,
      [subject, place],
    );
    await this.#lock('pg_advisory_lock', rows[0].lock_key);
  }

  /** Lets everything of a subject pass. Returns the places that it has come by. */
  async disarm(subject: string): Promise<string[]> {
    await this.#open(subject);
    const { rows } = await this.#queries.query<{ place: string }>(
      'select place from crash_passed where subject = $1 order by position',
      [subject],
    );
    return rows.map(({ place }) => place);
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    await this.#watching;
    await this.#locks.end();
    await this.#queries.end();
  }

  /** The server goes on with a change whose sender is dead, unless it is told not to. */
  async #settle(
    death: Death,
    { pid, subject }: { pid: number; subject: string },
  ): Promise<void> {
    if (death === 'before') {
      await this.#queries.query('select pg_terminate_backend($1)', [pid]);
      await this.#untilGone(pid);
    }
    await this.#open(subject);
  }

  async #untilGone(pid: number): Promise<void> {
    for (;;) {
      const { rowCount } = await this.#queries.query(
        'select 1 from pg_stat_activity where pid = $1',
        [pid],
      );
      if (!rowCount) {
        return;
      }
      await sleep(pollMilliseconds);
    }
  }

  async #open(subject: string): Promise<void> {
    const { rows } = await this.#queries.query<{ lock_key: number }>(
      'delete from crash_armed where subject = $1 returning lock_key',
      [subject],
    );
    for (const { lock_key: key } of rows) {
      await this.#lock('pg_advisory_unlock', key);
    }
  }

  /** One after the other, as locks belong to one connection. */
  async #lock(
    call: 'pg_advisory_lock' | 'pg_advisory_unlock',
    key: number,
  ): Promise<void> {
    const turn = this.#lockTurn.then(() =>
      this.#locks.query(`select ${call}($1, $2)`, [lockClass, key]),
    );
    this.#lockTurn = turn.catch(() => {});
    await turn;
  }

  async #watch(): Promise<void> {
    while (!this.#isStopped) {
      const { rows } = await this.#queries.query<{
        pid: number;
        subject: string;
        place: string;
      }>(
        `select l.pid, a.subject, a.place
         from pg_locks l join crash_armed a on a.lock_key = l.objid::int
         where l.locktype = 'advisory' and l.classid::int = $1 and not l.granted`,
        [lockClass],
      );
      for (const { pid, subject, place } of rows) {
        const verdict = this.#ambush.reach(subject, place);
        if (verdict) {
          verdict.strike(() => this.#settle(verdict.death, { pid, subject }));
        }
      }
      await sleep(pollMilliseconds);
    }
  }
}
