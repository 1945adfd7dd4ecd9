/** @jest-environment node */
import { DBOS } from '@dbos-inc/dbos-sdk';
import { mockServices } from '@backstage/backend-test-utils';
import createKnex, { type Knex } from 'knex';
import {
  describeWithDatabase,
  skipReason,
  startLampBackend,
  type LampBackend,
} from '../__testUtils__/startLampBackend';
import { ExecutorsStore } from '../database/ExecutorsStore';
import { DurableRuns } from '../engine/DurableRuns';
import { Housekeeping } from './Housekeeping';

describeWithDatabase('Housekeeping', () => {
  let backend: LampBackend;
  let knex: Knex;
  beforeEach(async () => {
    backend = await startLampBackend();
    knex = createKnex({ client: 'pg', connection: backend.database.url });
  });
  afterEach(async () => {
    await knex.destroy();
    await backend.stop();
  });

  it(`forgets what is over for long, and what the engine and dead processes keep${skipReason}`, async () => {
    const old = await backend.ask({ environment: 'development' });
    await backend.settle(old.id);
    const recent = await backend.ask({
      environment: 'development',
      colour: 'blue',
    });
    await backend.settle(recent.id);
    const waiting = await backend.ask({ environment: 'production' });
    await knex('operations')
      .whereIn('id', [old.id, waiting.id])
      .update({ requested_at: knex.raw(`now() - interval '91 days'`) });
    await knex('operation_executors').insert({
      id: 'dead',
      seen_at: knex.raw(`now() - interval '2 hours'`),
    });
    await DBOS.registerQueue('operations-dead');
    const executors = ExecutorsStore.create({ knex });
    const runs = DurableRuns.create({
      executorId: 'test',
      knex,
      logger: mockServices.logger.mock(),
      run: async () => {},
    });
    await Housekeeping.create({
      changes: { announce: () => {} },
      config: { retentionDays: 90 },
      engine: {
        problem: undefined,
        forgetRuns: attempts => runs.forget(attempts),
        forgetDead: async () => {
          await executors.forgetDead();
          const known = await executors.list();
          await runs.forgetQueues(executorId => !known.includes(executorId));
        },
      },
      knex,
    }).tidy();

    const ids: string[] = await knex('operations').pluck('id');
    // What waits for a decision is not over, and expires in its own time.
    expect(new Set(ids)).toEqual(new Set([recent.id, waiting.id]));
    expect(
      await knex('workflow_status').withSchema('dbos').pluck('workflow_uuid'),
    ).toEqual([`${recent.id}/1`]);
    const queues: string[] = await knex('queues')
      .withSchema('dbos')
      .pluck('name');
    const living: string[] = await executors.list();
    expect(queues).toEqual(living.map(id => `operations-${id}`));
    expect(living).toHaveLength(1);
  }, 30_000);
});
