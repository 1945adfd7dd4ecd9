/** @jest-environment node */
import { mockServices } from '@backstage/backend-test-utils';
import { withDbRetry } from '@dbos-inc/dbos-sdk/internal/system_database';
import createKnex from 'knex';
import {
  describeWithPostgres,
  skipReason,
  testServer,
} from '../__testUtils__/testDatabase';
import { systemPoolOf } from './systemPoolOf';

describeWithPostgres('the connections of the engine', () => {
  it(`are broken so that DBOS asks again on new ones (R9)${skipReason}`, async () => {
    const knex = createKnex({ client: 'pg', connection: testServer });
    const { pool, breakConnections } = systemPoolOf(
      knex,
      mockServices.logger.mock(),
    );
    try {
      let asked = 0;
      const answered = withDbRetry(
        async () => {
          asked += 1;
          const waiting = pool.query('select pg_sleep($1), $2::int as asked', [
            asked === 1 ? 60 : 0,
            asked,
          ]);
          if (asked === 1) {
            // A pool knows a client when it is connected, and the question is sent then.
            await pool.query('select 1');
            breakConnections();
          }
          const { rows } = await waiting;
          return rows[0].asked;
        },
        { initialBackoff: 0.01 },
      );
      await expect(answered).resolves.toBe(2);
    } finally {
      await pool.end();
      await knex.destroy();
    }
  }, 30_000);
});
