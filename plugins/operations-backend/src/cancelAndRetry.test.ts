/** @jest-environment node */
import { randomUUID } from 'node:crypto';
import {
  describeWithDatabase,
  headerOf,
  skipReason,
  startLampBackend,
  type LampBackend,
} from './__testUtils__/startLampBackend';

describeWithDatabase('cancelling and retrying', () => {
  let backend: LampBackend;
  beforeEach(async () => {
    backend = await startLampBackend();
  });
  afterEach(async () => {
    await backend.stop();
  });

  /** An operation that is in the middle of its first phase. */
  const begin = async (
    duringSwitch: (signal: AbortSignal) => Promise<void>,
  ) => {
    let reach: () => void = () => {};
    const reached = new Promise<void>(resolve => {
      reach = resolve;
    });
    backend.lamps.beforeSwitch = signal => {
      reach();
      return duringSwitch(signal);
    };
    const { id } = await backend.ask({ environment: 'development' });
    await reached;
    return id;
  };
  const cancel = (id: string) => backend.as('ana').cancel(id, {});
  const retry = (id: string) =>
    backend.call(`/v1/operations/${id}/retry`, headerOf('ana'), {});
  const untilAborted = (signal: AbortSignal) =>
    new Promise<void>(resolve => {
      signal.addEventListener('abort', () => resolve());
    });

  it(`stops what runs before its effect, once, and goes on by a retry${skipReason}`, async () => {
    const id = await begin(untilAborted);
    await Promise.all([cancel(id), cancel(id)]);
    expect(await backend.settle(id)).toMatchObject({
      status: 'cancelled',
      problem: expect.stringContaining('user:default/ana'),
      phases: [{ status: 'cancelled' }, { status: 'pending' }],
    });
    expect(backend.lamps.effects).toEqual([]);
    expect((await cancel(id).catch(error => error)).statusCode).toBe(409);

    backend.lamps.beforeSwitch = async () => {};
    expect((await retry(id)).status).toBe(202);
    expect((await backend.settle(id)).status).toBe('succeeded');
    expect(backend.lamps.effects).toHaveLength(1);
  }, 30_000);

  it(`tells what was done by a phase that did not heed a cancellation${skipReason}`, async () => {
    let goOn: () => void = () => {};
    backend.lamps.look = () =>
      new Promise(resolve => {
        goOn = resolve;
      });
    const { id } = await backend.ask({ environment: 'development' });
    while (backend.lamps.effects.length === 0) {
      await new Promise(setImmediate);
    }
    while ((await backend.as('ana').get(id)).phases[1]?.status !== 'running') {
      await new Promise(setImmediate);
    }
    await cancel(id);
    goOn();
    // The last phase had all it needed: the lamp is lit, and nobody is told otherwise.
    expect(await backend.settle(id)).toMatchObject({
      status: 'succeeded',
      phases: [{ status: 'succeeded' }, { status: 'succeeded' }],
    });
  }, 30_000);

  it(`ends what waits for approval, for good${skipReason}`, async () => {
    const { id, plan } = await backend.ask({ environment: 'production' });
    await cancel(id);
    const decision = await backend.call(
      `/v1/operations/${id}/decisions`,
      headerOf('ben'),
      { decision: 'approve', planHash: plan.hash },
    );
    expect(decision.status).toBe(409);
    expect((await retry(id)).status).toBe(409);
    expect((await backend.as('ana').get(id)).status).toBe('cancelled');
  }, 30_000);

  it(`makes one attempt of many retries at once, and of many requests with one key (R14)${skipReason}`, async () => {
    backend.lamps.look = async () => {
      throw new Error('It is dark');
    };
    const { id } = await backend.ask({ environment: 'development' });
    expect(await backend.settle(id)).toMatchObject({
      status: 'failed',
      problem: 'Wait for the light: It is dark',
    });
    let looks = 0;
    backend.lamps.look = async () => {
      looks += 1;
    };
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => retry(id)),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(
      new Set([202, 409]),
    );
    expect((await backend.settle(id)).status).toBe('succeeded');
    expect(looks).toBe(1);
    expect(backend.lamps.effects).toHaveLength(1);

    const subject = backend.subjectOf({
      environment: 'development',
      colour: 'green',
    });
    const { hash: planHash } = await backend.as('ana').plan(subject);
    const request = {
      ...subject,
      planHash,
      idempotencyKey: randomUUID(),
      surface: 'portal',
    };
    const same = await Promise.all(
      Array.from({ length: 50 }, () =>
        backend.call('/v1/operations', headerOf('ana'), request),
      ),
    );
    const ids = new Set(same.map(({ body }) => body.id));
    expect(ids.size).toBe(1);
    await backend.settle([...ids][0] ?? '');
    expect(backend.lamps.effects).toHaveLength(2);
  }, 60_000);
});
