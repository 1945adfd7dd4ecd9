/** @jest-environment node */
import {
  describeWithDatabase,
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

  it(`count only those who may approve at this moment${skipReason}`, async () => {
    await start({ required: 2 });
    const operation = await backend.ask();
    expect((await backend.decide(operation, 'ben')).body).toMatchObject({
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
    expect((await backend.decide(operation, 'pia')).body).toMatchObject({
      status: 'waiting',
    });
    const another = await backend.ask({ colour: 'blue' });
    expect(await backend.decide(another, 'ben')).toMatchObject({ status: 403 });
    expect(lastAudit()).toMatchObject({
      eventId: 'operation-decision',
      outcome: expect.stringContaining('fail: NotAllowedError'),
    });
    expect(backend.lamps.effects).toEqual([]);
  });

  it(`ask anew for a plan that has changed: what was approved counts no more${skipReason}`, async () => {
    await start({ required: 2 });
    const operation = await backend.ask();
    await backend.decide(operation, 'ben');
    backend.lamps.lit.set(`lamp/production/${lamp}`, 'green');
    backend.notified.length = 0;

    expect(await backend.decide(operation, 'pia')).toMatchObject({
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
    expect(await backend.decide(operation, 'ben')).toMatchObject({
      status: 409,
      body: {
        error: { message: expect.stringContaining('since you looked at it') },
      },
    });
    expect((await backend.decide(changed, 'ben')).status).toBe(200);
    expect(backend.lamps.effects).toEqual([]);
    expect((await backend.decide(changed, 'pia')).status).toBe(200);
    expect(await backend.settle(operation.id)).toMatchObject({
      status: 'succeeded',
    });
  });

  it(`R26: take each decision once, however often and in whatever order it comes${skipReason}`, async () => {
    await start({ required: 2 });
    const operation = await backend.ask();
    expect((await backend.decide(operation, 'ben')).status).toBe(200);
    for (const again of [{}, { decision: 'deny', reason: 'Not so.' }]) {
      expect(await backend.decide(operation, 'ben', again)).toMatchObject({
        status: 409,
        body: { error: { message: 'You have decided on this already.' } },
      });
    }
    await backend.decide(operation, 'pia');
    await backend.settle(operation.id);
    for (const by of ['ben', 'pia']) {
      expect((await backend.decide(operation, by)).status).toBe(409);
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
        backend.decide(operation, 'ben'),
        backend.decide(operation, 'pia', {
          decision: 'deny',
          reason: 'Too bright.',
        }),
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
        backend.decide(operation, 'ben'),
        backend.decide(operation, 'pia'),
      ]);
      expect(both.map(({ status }) => status)).toEqual([200, 200]);
      expect((await backend.settle(operation.id)).status).toBe('succeeded');
    }
    expect(backend.lamps.effects).toHaveLength(5);
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
    expect((await backend.decide(operation, 'ben')).body.status).toBe(
      'waiting',
    );
    expect((await backend.decide(operation, 'otto')).status).toBe(200);
    expect((await backend.settle(operation.id)).status).toBe('succeeded');
    expect((await backend.ask({ environment: 'development' })).status).not.toBe(
      'waiting',
    );
  });
});
