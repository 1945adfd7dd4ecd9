/** @jest-environment node */
import createKnex from 'knex';
import {
  describeWithDatabase,
  headerOf,
  lamp,
  skipReason,
  startLampBackend,
  type LampBackend,
} from '../__testUtils__/startLampBackend';
import { Housekeeping } from './Housekeeping';

// A whole backend starts, on whatever machine, beside whatever else.
jest.setTimeout(60_000);

describeWithDatabase('R14: a request that is repeated', () => {
  let backend: LampBackend;
  beforeEach(async () => {
    backend = await startLampBackend();
  });
  afterEach(async () => {
    await backend.stop();
  });

  const tidy = async () => {
    const knex = createKnex({
      client: 'pg',
      connection: backend.database.url,
    });
    const changes = { announce: jest.fn() };
    await Housekeeping.create({
      changes,
      config: { retentionDays: 90 },
      engine: {
        problem: undefined,
        forgetRuns: async () => {},
        forgetDead: async () => {},
      },
      knex,
    }).tidy();
    await knex.destroy();
    return changes.announce.mock.calls.length;
  };

  it(`has one effect, 50 times at once; another one with its key is refused; a day later it is new${skipReason}`, async () => {
    const subject = backend.subjectOf({ environment: 'development' });
    const { hash: planHash } = await backend.as('ana').plan(subject);
    const request = {
      ...subject,
      planHash,
      idempotencyKey: 'one-and-the-same',
    };
    const run = (body: object, by = 'ana') =>
      backend.call('/v1/operations', headerOf(by), body);

    const answers = await Promise.all(
      Array.from({ length: 50 }, () => run(request)),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(
      new Set([202]),
    );
    const ids = new Set(answers.map(({ body }) => body.id));
    expect(ids.size).toBe(1);
    const [id = ''] = ids;
    await backend.settle(`${id}`);
    expect(backend.lamps.effects).toEqual([`lamp/development/${lamp}=red`]);

    // The world is another one now; the same request is still the same.
    expect(await run({ ...request, reason: 'Again.' })).toMatchObject({
      status: 202,
      body: { id, status: 'succeeded' },
    });
    for (const other of [
      { ...request, input: { environment: 'development', colour: 'blue' } },
      { ...request, planHash: 'another' },
    ]) {
      expect(await run(other)).toMatchObject({
        status: 422,
        body: { error: { name: 'RequestConflictError' } },
      });
    }
    // A key belongs to a person.
    expect((await run(request, 'pia')).status).toBe(409);

    backend.lamps.lit.clear();
    await backend.query(
      `update operations set requested_at = now() - interval '25 hours'`,
    );
    await tidy();
    const next = await run(request);
    expect(next.status).toBe(202);
    expect(next.body.id).not.toBe(id);
    await backend.settle(`${next.body.id}`);
    expect(backend.lamps.effects).toHaveLength(2);
  });

  it(`for the undoing is undone once${skipReason}`, async () => {
    const { id } = await backend.ask({ environment: 'development' });
    await backend.settle(id);
    const { hash: planHash } = await backend.as('ana').planUndo(id);
    const undo = (idempotencyKey: string) =>
      backend.call(`/v1/operations/${id}/undo`, headerOf('ana'), {
        planHash,
        idempotencyKey,
      });
    const answers = await Promise.all([
      ...Array.from({ length: 10 }, () => undo('undo-it-once')),
      ...Array.from({ length: 10 }, (_, index) => undo(`undo-it-${index}`)),
    ]);
    const accepted = answers.filter(({ status }) => status === 202);
    const undoings = new Set(accepted.map(({ body }) => body.id));
    expect(undoings.size).toBe(1);
    for (const { status } of answers) {
      expect([202, 409]).toContain(status);
    }
    const [undoing = ''] = undoings;
    await backend.settle(`${undoing}`);
    expect((await undo('undo-it-again')).status).toBe(409);
    expect(backend.lamps.effects).toHaveLength(2);
  });

  it(`is forgotten when it is old, but not what others still refer to${skipReason}`, async () => {
    const undone = await backend.ask({ environment: 'development' });
    await backend.settle(undone.id);
    const { hash: planHash } = await backend.as('ana').planUndo(undone.id);
    const undoing = await backend
      .as('ana')
      .undo(undone.id, { planHash, idempotencyKey: 'undo-for-good' });
    await backend.settle(undoing.id);
    const waiting = await backend.ask();
    const late = await backend.ask({ colour: 'blue' });
    const left = async () => {
      const { items } = await backend.as('ana').list();
      return Object.fromEntries(items.map(({ id, status }) => [id, status]));
    };
    const age = (days: number, ...ids: string[]) =>
      backend.query(
        `update operations set requested_at = now() - make_interval(days => $1) where id = any($2)`,
        [days, ids],
      );
    await backend.query(
      `update operations set expires_at = now() - interval '1 s' where id = $1`,
      [late.id],
    );
    await age(91, undone.id, waiting.id);
    await age(89, undoing.id);

    expect(await tidy()).toBe(1);
    expect(await left()).toEqual({
      [undone.id]: 'succeeded',
      [undoing.id]: 'succeeded',
      // However old: somebody may still decide on it until it expires.
      [waiting.id]: 'waiting',
      [late.id]: 'expired',
    });
    await age(91, undoing.id);
    expect(await tidy()).toBe(0);
    expect(await left()).toEqual({
      [waiting.id]: 'waiting',
      [late.id]: 'expired',
    });
    expect(
      await backend.query(
        'select 1 from operation_phases where operation_id = any($1)',
        [[undone.id, undoing.id]],
      ),
    ).toEqual([]);
  });
});
