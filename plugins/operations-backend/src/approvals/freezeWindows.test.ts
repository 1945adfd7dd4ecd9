/** @jest-environment node */
import {
  describeWithDatabase,
  headerOf,
  skipReason,
  startLampBackend,
  type LampBackend,
} from '../__testUtils__/startLampBackend';

// A whole backend starts, on whatever machine, beside whatever else.
jest.setTimeout(60_000);

describeWithDatabase('a freeze window', () => {
  const until = '2999-01-01T00:00:00.000Z';
  const holidays = {
    name: 'Holidays',
    environments: ['production', 'staging'],
    from: '2020-01-01T00:00:00Z',
    until,
  };
  const frozen = `Nothing may be changed here until ${until}: Holidays.`;
  let backend: LampBackend;
  beforeEach(async () => {
    backend = await startLampBackend({ operations: { freezes: [holidays] } });
  });
  afterEach(async () => {
    await backend.stop();
  });

  it(`refuses with its end, and is broken by admins only, with a reason, which is noted${skipReason}`, async () => {
    for (const [name, mayBreak] of [
      ['ana', false],
      ['pia', true],
    ] as const) {
      const { blockers } = await backend.as(name).plan(backend.subjectOf({}));
      expect(blockers).toEqual([
        { type: 'freeze', name: 'Holidays', until, mayBreak, message: frozen },
      ]);
    }
    const subject = backend.subjectOf({});
    const { hash: planHash } = await backend.as('pia').plan(subject);
    const run = (by: string, more: object) =>
      backend.call('/v1/operations', headerOf(by), {
        ...subject,
        planHash,
        idempotencyKey: 'break-the-freeze',
        ...more,
      });
    for (const [by, more, status, message] of [
      ['ana', {}, 403, frozen],
      [
        'ana',
        { breakFreeze: true, reason: 'I want to.' },
        403,
        `${frozen} Only those who operate the platform may break it.`,
      ],
      ['pia', {}, 403, frozen],
      [
        'pia',
        { breakFreeze: true },
        400,
        'Say why the freeze window has to be broken: a reason is needed.',
      ],
    ] as const) {
      expect(await run(by, more)).toMatchObject({
        status,
        body: { error: { message } },
      });
      expect(backend.audited.at(-1)?.outcome).toContain(message);
    }
    const broken = await run('pia', {
      breakFreeze: true,
      reason: 'Nobody sees anything.',
    });
    expect(broken).toMatchObject({
      status: 202,
      body: { status: 'waiting', brokeFreeze: true },
    });
    expect(backend.audited.at(-1)).toMatchObject({
      eventId: 'operation-request',
      outcome: 'success',
      meta: {
        by: 'user:default/pia',
        breakFreeze: true,
        reason: 'Nobody sees anything.',
      },
    });
    const { id = '' } = broken.body;
    await backend.as('ben').decide(id, { decision: 'approve', planHash });
    expect((await backend.settle(id)).status).toBe('succeeded');
  });

  it(`holds for the undoing and for what is to go on, and for nothing elsewhere${skipReason}`, async () => {
    const elsewhere = await backend.ask({ environment: 'development' });
    expect((await backend.settle(elsewhere.id)).status).toBe('succeeded');

    backend.lamps.beforeSwitch = async () => {
      throw new Error('The fuse blew');
    };
    const { id } = await backend.ask({
      by: 'pia',
      environment: 'staging',
      breakFreeze: true,
      reason: 'Nobody sees anything.',
    });
    expect((await backend.settle(id)).status).toBe('failed');
    backend.lamps.beforeSwitch = async () => {};

    const { hash: planHash } = await backend.as('ana').planUndo(id);
    expect(
      await backend.call(`/v1/operations/${id}/undo`, headerOf('ana'), {
        planHash,
        idempotencyKey: 'undo-in-the-freeze',
      }),
    ).toMatchObject({ status: 403, body: { error: { message: frozen } } });
    // It was broken for all of it.
    await backend.as('ana').retry(id);
    expect((await backend.settle(id)).status).toBe('succeeded');
  });
});
