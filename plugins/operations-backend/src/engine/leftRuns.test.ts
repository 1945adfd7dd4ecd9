/** @jest-environment node */
import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { mockServices } from '@backstage/backend-test-utils';
import createKnex, { type Knex } from 'knex';
import {
  describeWithDatabase,
  skipReason,
  startLampBackend,
  type LampBackend,
} from '../__testUtils__/startLampBackend';

describeWithDatabase('the runs of processes that are gone', () => {
  const scheduler = mockServices.scheduler();
  let backend: LampBackend;
  let knex: Knex;
  beforeEach(async () => {
    backend = await startLampBackend({
      features: [
        createServiceFactory({
          service: coreServices.scheduler,
          deps: {},
          factory: () => scheduler,
        }),
      ],
    });
    knex = createKnex({ client: 'pg', connection: backend.database.url });
  });
  afterEach(async () => {
    await knex.destroy();
    await backend.stop();
  });

  /** An operation that was done, by a run that looks as if it went on. */
  async function leaveOpen(colour: string, executorId?: string) {
    const { id } = await backend.ask({ environment: 'development', colour });
    await backend.settle(id);
    const run = `${id}/1`;
    const isEnded = async () => (await statusOf(run)) === 'SUCCESS';
    while (!(await isEnded())) {
      await new Promise(resolve => setTimeout(resolve, 50));
    }
    await knex('workflow_status')
      .withSchema('dbos')
      .where({ workflow_uuid: run })
      .update({
        status: 'PENDING',
        ...(executorId && { executor_id: executorId }),
      });
    return { id, run };
  }

  async function statusOf(run: string): Promise<string> {
    const row = await knex('workflow_status')
      .withSchema('dbos')
      .where({ workflow_uuid: run })
      .first('status');
    return row.status;
  }

  it(`are ended where their operations are over, and only there (R10)${skipReason}`, async () => {
    const left = await leaveOpen('red', 'gone');
    const waiting = await leaveOpen('green', 'gone');
    const alive = await leaveOpen('blue');
    // Nobody here knows this version, so that nobody takes it over.
    await knex('operations')
      .where({ id: waiting.id })
      .update({ status: 'running', version: 99, executor_id: null });
    await scheduler.triggerTask('housekeeping');
    expect([
      await statusOf(left.run),
      await statusOf(waiting.run),
      await statusOf(alive.run),
    ]).toEqual(['CANCELLED', 'PENDING', 'PENDING']);
  }, 60_000);
});
