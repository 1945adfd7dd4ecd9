/** @jest-environment node */
import type { Operation } from '@golden-path/plugin-operations-common';
import {
  describeWithDatabase,
  headerOf,
  lamp,
  skipReason,
  startLampBackend,
  type LampBackend,
} from '../__testUtils__/startLampBackend';

// A whole backend starts, on whatever machine, beside whatever else.
jest.setTimeout(60_000);

const approvers = ['group:default/approvers'];

describeWithDatabase('approvals', () => {
  let backend: LampBackend;
  const start = async (
    options: Parameters<typeof startLampBackend>[0] = {},
  ) => {
    backend = await startLampBackend(options);
  };
  afterEach(async () => {
    jest.restoreAllMocks();
    await backend.stop();
  });

  const decide = (
    { id, plan }: Pick<Operation, 'id' | 'plan'>,
    by: string,
    more: object = {},
  ) =>
    backend.call(`/v1/operations/${id}/decisions`, headerOf(by), {
      decision: 'approve',
      planHash: plan.hash,
      ...more,
    });
  const lastAudit = () => backend.audited.at(-1);

  it(`refuse who asked, who may not, what is late and what is over, each of them noted${skipReason}`, async () => {
    await start();
    const operation = await backend.ask();
    for (const [by, message] of [
      ['ana', 'You asked for this yourself: somebody else has to approve it.'],
      ['otto', 'Only group:default/approvers may decide on this.'],
      [
        'vic',
        'You may not do this: it needs the permission operations.decision.create.',
      ],
    ] as const) {
      expect(await decide(operation, by)).toMatchObject({
        status: 403,
        body: { error: { name: 'NotAllowedError', message } },
      });
      expect(lastAudit()).toMatchObject({
        eventId: 'operation-decision',
        outcome: `fail: NotAllowedError: ${message}`,
        meta: {
          by: `user:default/${by}`,
          operationId: operation.id,
          decision: 'approve',
          planHash: operation.plan.hash,
          surface: 'api',
        },
      });
    }
    await backend.query(
      `update operations set expires_at = now() - interval '1 s'`,
    );
    expect(await decide(operation, 'ben')).toMatchObject({
      status: 409,
      body: { error: { message: expect.stringContaining('has expired') } },
    });
    expect(lastAudit()?.outcome).toContain('fail: ConflictError');
    expect(await decide(operation, 'ben')).toMatchObject({
      status: 409,
      body: { error: { message: expect.stringContaining('it is expired') } },
    });
    expect(await backend.as('ana').get(operation.id)).toMatchObject({
      status: 'expired',
      problem: 'Nobody decided in time.',
      decisions: [],
    });
    expect(backend.lamps.effects).toEqual([]);
  });

  it(`count only those who may approve at this moment${skipReason}`, async () => {
    await start({ required: 2 });
    const operation = await backend.ask();
    expect((await decide(operation, 'ben')).body).toMatchObject({
      status: 'waiting',
      approval: { given: 1, required: 2 },
    });
    // Ben leaves the group, in the catalog; his token of this morning says otherwise.
    const { getEntityByRef } = backend.catalog;
    jest
      .spyOn(backend.catalog, 'getEntityByRef')
      .mockImplementation(async (ref, options) => {
        const entity = await getEntityByRef.call(backend.catalog, ref, options);
        return entity && ref === 'user:default/ben'
          ? { ...entity, relations: [] }
          : entity;
      });
    expect((await decide(operation, 'pia')).body).toMatchObject({
      status: 'waiting',
    });
    const another = await backend.ask({ colour: 'blue' });
    expect(await decide(another, 'ben')).toMatchObject({ status: 403 });
    expect(lastAudit()).toMatchObject({
      eventId: 'operation-decision',
      outcome: expect.stringContaining('fail: NotAllowedError'),
    });
    expect(backend.lamps.effects).toEqual([]);
  });

  it(`ask anew for a plan that has changed: what was approved counts no more${skipReason}`, async () => {
    await start({ required: 2 });
    const operation = await backend.ask();
    await decide(operation, 'ben');
    backend.lamps.lit.set(`lamp/production/${lamp}`, 'green');
    backend.notified.length = 0;

    expect(await decide(operation, 'pia')).toMatchObject({
      status: 409,
      body: {
        error: { message: expect.stringContaining('Something changed') },
      },
    });
    const changed = await backend.as('pia').get(operation.id);
    expect(changed).toMatchObject({
      status: 'waiting',
      approval: { given: 0, required: 2 },
      plan: { changes: [{ from: 'green', to: 'red' }] },
      decisions: [{ by: 'user:default/ben', counts: false }],
    });
    expect(changed.plan.hash).not.toBe(operation.plan.hash);
    expect(backend.notified).toMatchObject([
      {
        recipients: {
          entityRef: approvers,
          excludeEntityRef: 'user:default/ana',
        },
        payload: { description: expect.stringContaining('green → red') },
      },
    ]);
    expect(await decide(operation, 'ben')).toMatchObject({
      status: 409,
      body: {
        error: { message: expect.stringContaining('since you looked at it') },
      },
    });
    expect((await decide(changed, 'ben')).status).toBe(200);
    expect(backend.lamps.effects).toEqual([]);
    expect((await decide(changed, 'pia')).status).toBe(200);
    expect(await backend.settle(operation.id)).toMatchObject({
      status: 'succeeded',
    });
  });

  it(`R26: take each decision once, however often and in whatever order it comes${skipReason}`, async () => {
    await start({ required: 2 });
    const operation = await backend.ask();
    expect((await decide(operation, 'ben')).status).toBe(200);
    for (const again of [{}, { decision: 'deny', reason: 'Not so.' }]) {
      expect(await decide(operation, 'ben', again)).toMatchObject({
        status: 409,
        body: { error: { message: 'You have decided on this already.' } },
      });
    }
    await decide(operation, 'pia');
    await backend.settle(operation.id);
    for (const by of ['ben', 'pia']) {
      expect((await decide(operation, by)).status).toBe(409);
    }
    expect(backend.lamps.effects).toHaveLength(1);
    expect((await backend.as('ana').get(operation.id)).decisions).toHaveLength(
      2,
    );
  });

  it(`let the first of two decide, when they come together${skipReason}`, async () => {
    const environments = Array.from({ length: 8 }, (_, index) => `e${index}`);
    await start({
      operations: {
        approvals: {
          rules: [{ name: 'Lamps', kinds: ['switch-lamp'], approvers }],
        },
      },
    });
    for (const environment of environments) {
      const operation = await backend.ask({ environment });
      const [approval, denial] = await Promise.all([
        decide(operation, 'ben'),
        decide(operation, 'pia', { decision: 'deny', reason: 'Too bright.' }),
      ]);
      expect([approval.status, denial.status].sort()).toEqual([200, 409]);
      const { status, decisions } = await backend.settle(operation.id);
      expect(status).toBe(approval.status === 200 ? 'succeeded' : 'denied');
      expect(decisions).toHaveLength(1);
      expect(backend.lamps.lit.has(`lamp/${environment}/${lamp}`)).toBe(
        approval.status === 200,
      );
    }
  });

  it(`begin once, when the last two come together${skipReason}`, async () => {
    await start({ required: 2 });
    for (const colour of ['red', 'green', 'blue', 'white', 'amber']) {
      const operation = await backend.ask({ colour });
      const both = await Promise.all([
        decide(operation, 'ben'),
        decide(operation, 'pia'),
      ]);
      expect(both.map(({ status }) => status)).toEqual([200, 200]);
      expect((await backend.settle(operation.id)).status).toBe('succeeded');
    }
    expect(backend.lamps.effects).toHaveLength(5);
  });

  it(`need a reason to deny, and tell it${skipReason}`, async () => {
    await start();
    const operation = await backend.ask({ reason: 'It is dark.' });
    expect(backend.notified).toMatchObject([
      {
        recipients: {
          type: 'entity',
          entityRef: approvers,
          excludeEntityRef: 'user:default/ana',
        },
        payload: {
          title:
            'user:default/ana asks for your approval: Switch the lamp of production to red',
          description: expect.stringMatching(
            /nothing → red\nReason: It is dark\.$/,
          ),
          link: `/operations/${operation.id}`,
        },
      },
    ]);
    for (const reason of [undefined, '', '   ']) {
      expect(
        await decide(operation, 'ben', { decision: 'deny', reason }),
      ).toMatchObject({ status: 400 });
    }
    await decide(operation, 'ben', { decision: 'deny', reason: 'Too bright.' });
    expect(await backend.as('ana').get(operation.id)).toMatchObject({
      status: 'denied',
      problem: 'Denied by user:default/ben: Too bright.',
    });
    expect(backend.notified.at(-1)).toMatchObject({
      recipients: { entityRef: ['user:default/ana'] },
      payload: { description: 'user:default/ben: Too bright.' },
    });
    expect(lastAudit()).toMatchObject({
      eventId: 'operation-decision',
      outcome: 'success',
      meta: { decision: 'deny', reason: 'Too bright.', status: 'denied' },
    });
  });

  it(`are told to who asked${skipReason}`, async () => {
    await start();
    const operation = await backend.ask();
    await decide(operation, 'ben');
    await backend.settle(operation.id);
    expect(backend.notified.at(-1)).toMatchObject({
      recipients: { entityRef: ['user:default/ana'] },
      payload: { title: 'Approved: Switch the lamp of production to red' },
    });
  });

  it(`come not even up for the service of others, nor for what is not confirmed${skipReason}`, async () => {
    await start();
    const subject = backend.subjectOf({});
    const { hash: planHash } = await backend.as('ana').plan(subject);
    const request = {
      ...subject,
      planHash,
      idempotencyKey: 'an-attempt-of-it',
    };
    expect(
      await backend.call('/v1/operations', headerOf('otto'), request),
    ).toMatchObject({ status: 403 });
    expect(lastAudit()).toMatchObject({
      eventId: 'operation-request',
      meta: { by: 'user:default/otto', entityRef: lamp, kind: 'switch-lamp' },
      outcome: expect.stringContaining('its owners may'),
    });
    const operation = await backend.ask();
    backend.lamps.isConfirmed = false;
    for (const answer of [
      await backend.call('/v1/plans', headerOf('ana'), subject),
      await backend.call('/v1/operations', headerOf('ana'), request),
      await decide(operation, 'ben'),
    ]) {
      expect(answer).toMatchObject({
        status: 403,
        body: {
          error: {
            message: expect.stringContaining('The lamp says otherwise.'),
          },
        },
      });
    }
    expect(lastAudit()?.outcome).toContain('The lamp says otherwise.');
    expect((await backend.as('ana').get(operation.id)).status).toBe('waiting');
    expect(backend.lamps.effects).toEqual([]);
  });

  it(`are asked for by the environment, by kind and by risk, all of them${skipReason}`, async () => {
    await start({
      operations: {
        approvals: {
          rules: [
            {
              name: 'Lamps',
              kinds: ['switch-lamp'],
              environments: ['production'],
              approvers: ['user:default/otto'],
            },
            { name: 'High risk', risks: ['high'], approvers },
          ],
        },
      },
    });
    const operation = await backend.ask();
    expect(operation.plan.approvals).toEqual([
      { title: 'production', approvers, required: 1 },
      { title: 'Lamps', approvers: ['user:default/otto'], required: 1 },
    ]);
    expect((await decide(operation, 'ben')).body.status).toBe('waiting');
    expect((await decide(operation, 'otto')).status).toBe(200);
    expect((await backend.settle(operation.id)).status).toBe('succeeded');
    expect((await backend.ask({ environment: 'development' })).status).not.toBe(
      'waiting',
    );
  });

  it(`are no way around another operation that runs there${skipReason}`, async () => {
    await start();
    const [first, second] = [
      await backend.ask(),
      await backend.ask({ colour: 'blue' }),
    ];
    let goOn = () => {};
    const told = new Promise<void>(resolve => {
      goOn = resolve;
    });
    backend.lamps.beforeSwitch = () => told;
    await decide(first, 'ben');
    const refused = await decide(second, 'ben');
    expect(refused).toMatchObject({
      status: 409,
      body: {
        error: {
          message: expect.stringMatching(
            /asked for by user:default\/ana, since 20/,
          ),
        },
      },
    });
    goOn();
    expect((await backend.settle(first.id)).status).toBe('succeeded');
    expect(await backend.as('ana').get(second.id)).toMatchObject({
      status: 'waiting',
      decisions: [],
    });
  });
});

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
