/** @jest-environment node */
import createKnex, { type Knex } from 'knex';
import {
  describeWithDatabase,
  headerOf,
  skipReason,
  startLampBackend,
  type LampBackend,
} from './__testUtils__/startLampBackend';

describeWithDatabase('a release between request and approval (R24)', () => {
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

  it(`asks anew with the phases of the version that will run${skipReason}`, async () => {
    const { id } = await backend.ask({ environment: 'production' });
    // As an older version has left it.
    await knex('operations')
      .where({ id })
      .update({ version: 0, plan_hash: 'of-the-version-before' });
    await knex('operation_phases').where({ operation_id: id }).del();
    await knex('operation_phases').insert({
      operation_id: id,
      position: 0,
      name: 'turn',
      title: 'Turn the lamp',
      status: 'pending',
      links: '[]',
    });
    const approve = (planHash: string) =>
      backend.call(`/v1/operations/${id}/decisions`, headerOf('ben'), {
        decision: 'approve',
        planHash,
      });
    expect((await approve('of-the-version-before')).status).toBe(409);
    const { plan, phases, status } = await backend.as('ana').get(id);
    expect(status).toBe('waiting');
    expect(phases.map(({ name }) => name)).toEqual(['switch', 'look']);
    expect((await approve(plan.hash)).status).toBe(200);
    expect((await backend.settle(id)).status).toBe('succeeded');
    expect(backend.lamps.effects).toHaveLength(1);
  }, 30_000);
});
