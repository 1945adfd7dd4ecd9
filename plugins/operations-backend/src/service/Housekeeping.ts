import type { Knex } from 'knex';
import type { OperationsConfig } from '../config';
import { ExecutorsStore } from '../database/ExecutorsStore';
import type { ChangeFeed } from './ChangeFeed';

/** Options of {@link Housekeeping.create}. */
export interface HousekeepingOptions {
  readonly changes: Pick<ChangeFeed, 'announce'>;
  readonly config: Pick<OperationsConfig, 'retentionDays'>;
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
    const { changes, config, knex } = this.#options;
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
    await knex.transaction(async transaction => {
      await isOld(
        transaction('operations').whereIn(
          'undoes',
          isOld(transaction('operations').select('id')),
        ),
      ).update({ undoes: null });
      await isOld(
        transaction('operations').whereNotIn(
          'id',
          transaction('operations').select('undoes').whereNotNull('undoes'),
        ),
      ).del();
    });
    await ExecutorsStore.create({ knex }).forgetDead();
  }
}
