import type { Knex } from 'knex';
import type { OperationsConfig } from '../config';
import type { Attempt } from '../engine/DurableRuns';
import type { ChangeFeed } from './ChangeFeed';

/** Options of {@link Housekeeping.create}. */
export interface HousekeepingOptions {
  readonly changes: Pick<ChangeFeed, 'announce'>;
  readonly config: Pick<OperationsConfig, 'retentionDays'>;
  readonly engine: {
    readonly problem: string | undefined;
    forgetRuns(attempts: readonly Attempt[]): Promise<void>;
    forgetDead(): Promise<void>;
  };
  readonly knex: Knex;
}

/** For how long a repeated request is known for what it is. */
const keyLifetime = `interval '24 hours'`;

/** Ends what nobody decided on, and forgets what is over for long. Safe to run on any replica, at any time. */
export class Housekeeping {
  readonly #options: HousekeepingOptions;

  static create(options: HousekeepingOptions): Housekeeping {
    return new Housekeeping(options);
  }

  private constructor(options: HousekeepingOptions) {
    this.#options = options;
  }

  async tidy(): Promise<void> {
    const { changes, knex } = this.#options;
    const expired = await knex('operations')
      .where({ status: 'waiting' })
      .whereRaw('expires_at < now()')
      .update({
        status: 'expired',
        problem: 'Nobody decided in time.',
        finished_at: knex.fn.now(),
        revision: knex.raw('revision + 1'),
      });
    if (expired > 0) {
      changes.announce();
    }
    await knex('operations')
      .whereNotNull('idempotency_key')
      .whereRaw(`requested_at < now() - ${keyLifetime}`)
      .update({ idempotency_key: null });
    // The engine has tables of its own, which are open to it alone.
    if (this.#options.engine.problem === undefined) {
      await this.#forgetOld();
      await this.#options.engine.forgetDead();
    }
  }

  async #forgetOld(): Promise<void> {
    const { config, engine, knex } = this.#options;
    const isOld = (rows: Knex.QueryBuilder) =>
      rows
        .whereIn('status', [
          'succeeded',
          'failed',
          'cancelled',
          'denied',
          'expired',
        ])
        .whereRaw('requested_at < now() - make_interval(days => ?)', [
          config.retentionDays,
        ]);
    await isOld(
      knex('operations').whereIn(
        'undoes',
        isOld(knex('operations').select('id')),
      ),
    ).update({ undoes: null });
    const old: { id: string; attempt: number }[] = await isOld(
      knex('operations').whereNotIn(
        'id',
        knex('operations').select('undoes').whereNotNull('undoes'),
      ),
    )
      .select('id', 'attempt')
      .orderBy('requested_at')
      .limit(500);
    // The rows last, so that what is left after a crash is found again.
    await engine.forgetRuns(
      old.map(({ id, attempt }) => ({ operationId: id, attempt })),
    );
    await isOld(
      knex('operations').whereIn(
        'id',
        old.map(({ id }) => id),
      ),
    ).del();
  }
}
