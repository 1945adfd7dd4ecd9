/** @jest-environment node */
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
      expect(await backend.decide(operation, by)).toMatchObject({
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
    expect(await backend.decide(operation, 'ben')).toMatchObject({
      status: 409,
      body: { error: { message: expect.stringContaining('has expired') } },
    });
    expect(lastAudit()?.outcome).toContain('fail: ConflictError');
    expect(await backend.decide(operation, 'ben')).toMatchObject({
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
        await backend.decide(operation, 'ben', { decision: 'deny', reason }),
      ).toMatchObject({ status: 400 });
    }
    await backend.decide(operation, 'ben', {
      decision: 'deny',
      reason: 'Too bright.',
    });
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
    await backend.decide(operation, 'ben');
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
      await backend.decide(operation, 'ben'),
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
    await backend.decide(first, 'ben');
    const refused = await backend.decide(second, 'ben');
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
