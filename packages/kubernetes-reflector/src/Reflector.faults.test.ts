import { eventually } from './testing/eventually';
import type { Exchange } from './testing/FakeApiServer';
import { bookmark, objectOf } from './testing/objects';
import { ReflectorFixture } from './testing/ReflectorFixture';

const longEnough = 10_000;

describe('Reflector, when something goes wrong', () => {
  let fixture: ReflectorFixture;
  let stream: Exchange;

  beforeEach(async () => {
    fixture = await ReflectorFixture.start();
  });

  afterEach(() => fixture.stop());

  describe('after it was live', () => {
    beforeEach(async () => {
      stream = await fixture.goLive();
      fixture.clock.advance(longEnough);
    });

    it('goes on from the last bookmark, at once and live, when the stream ends in good order', async () => {
      stream.send(bookmark(42));
      stream.end();
      expect(await fixture.passWait()).toBe(0);
      const next = await fixture.server.next();
      expect(next.parameters.get('resourceVersion')).toBe('42');
      expect(next.parameters.has('sendInitialEvents')).toBe(false);
      expect(fixture.state()).toBe('live');
      expect(fixture.names()).toEqual(['a:red', 'b:blue']);
    });

    it('R3: is stale within a minute, with its age, when the connection is half-open', async () => {
      const lastHeardAt = fixture.clock.now() - longEnough;
      fixture.clock.advance(50_000 - longEnough);
      expect(await fixture.passWait()).toBe(0);
      const probe = await fixture.server.next();
      expect(probe.parameters.get('resourceVersion')).toBe('7');
      await eventually(() => !stream.isOpen);
      expect(fixture.state()).toBe('live');
      fixture.clock.advance(8_000);
      await eventually(() => fixture.state() === 'stale');
      expect(fixture.reflector.status()).toEqual({
        state: 'stale',
        asOf: lastHeardAt,
        reason: {
          status: undefined,
          message: 'The API server did not answer in time.',
        },
      });
      expect(fixture.clock.now() - lastHeardAt).toBeLessThanOrEqual(60_000);
    });

    it('R3: asks a silent server for an early bookmark, and stays live when it is only quiet', async () => {
      fixture.clock.advance(50_000 - longEnough);
      await fixture.passWait();
      const probe = await fixture.server.next();
      expect(probe.parameters.get('timeoutSeconds')).toBe('30');
      probe.send();
      await eventually(() => fixture.reflector.metrics().watches === 2);
      fixture.clock.advance(1_000);
      await eventually(
        () => fixture.reflector.status().asOf === fixture.clock.now(),
      );
      fixture.clock.advance(27_000);
      probe.send(bookmark(50));
      await eventually(
        () => fixture.reflector.status().asOf === fixture.clock.now(),
      );
      fixture.clock.advance(2_000);
      probe.end();
      await fixture.passWait();
      const normal = await fixture.server.next();
      expect(normal.parameters.get('resourceVersion')).toBe('50');
      expect(normal.parameters.get('timeoutSeconds')).toBe('270');
      expect(fixture.events.filter(({ type }) => type === 'status')).toEqual([
        { type: 'status', status: expect.objectContaining({ state: 'live' }) },
      ]);
    });

    it('R10: keeps what it knows while the server is away, tells its age, and recovers', async () => {
      const lastHeardAt = fixture.clock.now() - longEnough;
      stream.break();
      await eventually(() => fixture.state() === 'stale');
      expect(fixture.reflector.status()).toEqual({
        state: 'stale',
        asOf: lastHeardAt,
        reason: { status: undefined, message: expect.any(String) },
      });
      expect(fixture.names()).toEqual(['a:red', 'b:blue']);

      await fixture.passWait();
      const next = await fixture.server.next();
      next.send({ type: 'MODIFIED', object: objectOf('a', 9, 'green') });
      await eventually(() => fixture.names().includes('a:green'));
      // More of what happened in the meantime may be on its way.
      expect(fixture.state()).toBe('stale');
      fixture.clock.advance(1_000);
      await eventually(() => fixture.state() === 'live');
      expect(fixture.reflector.status()).toEqual({
        state: 'live',
        asOf: fixture.clock.now(),
      });
    });

    it.each([
      ['as a status', (exchange: Exchange) => exchange.refuse(410)],
      [
        'inside of a stream that began with 200',
        (exchange: Exchange) =>
          exchange.send({
            type: 'ERROR',
            object: { code: 410, message: 'too old resource version' },
          }),
      ],
    ])(
      'R2: lists again when its place is gone, told %s',
      async (_, tellGone) => {
        const { events, reflector, server } = fixture;
        stream.end();
        await fixture.passWait();
        tellGone(await server.next());
        expect(await fixture.passWait()).toBe(0);

        const list = await server.next();
        expect(list.parameters.get('sendInitialEvents')).toBe('true');
        list.send(
          { type: 'ADDED', object: objectOf('b', 6, 'blue') },
          { type: 'ADDED', object: objectOf('c', 20) },
          bookmark(20, true),
        );
        // `a` was deleted while nobody watched.
        await eventually(() => reflector.get('default', 'a') === undefined);
        expect(fixture.names()).toEqual(['b:blue', 'c:red']);
        expect(fixture.state()).toBe('live');
        // Nobody is told about `b`, which did not change in the meantime.
        expect(events.map(({ type }) => type)).toEqual([
          'changed',
          'changed',
          'status',
          'changed',
          'deleted',
        ]);
      },
    );

    it('is stale, and waits, when its place is gone again and again', async () => {
      stream.end();
      await fixture.passWait();
      (await fixture.server.next()).refuse(410);
      expect(await fixture.passWait()).toBe(0);
      (await fixture.server.next()).refuse(410);
      await eventually(() => fixture.state() === 'stale');
      expect(await fixture.passWait()).toBeGreaterThanOrEqual(500);
      await fixture.goLive();
    });

    it('R6: goes on from the last whole line when one was cut off, and counts it', async () => {
      stream.sendText('{"type":"MODIFIED","object":{"meta');
      stream.end();
      await eventually(() => fixture.state() === 'stale');
      await fixture.passWait();
      const next = await fixture.server.next();
      expect(next.parameters.get('resourceVersion')).toBe('7');
      expect(fixture.names()).toEqual(['a:red', 'b:blue']);
      expect(fixture.reflector.metrics().malformedLines).toBe(1);
    });

    it('R6: lists again when a line stays beyond understanding, and never quotes it', async () => {
      let current = stream;
      for (let attempt = 0; attempt < 3; attempt++) {
        current.sendText('{"secret"}\n');
        expect(await fixture.passWait()).toBeGreaterThanOrEqual(500);
        current = await fixture.server.next();
        expect(fixture.reflector.status().reason?.message).not.toContain(
          'secret',
        );
        current.send();
      }
      expect(current.parameters.get('sendInitialEvents')).toBe('true');
      const { malformedLines, relists } = fixture.reflector.metrics();
      expect(malformedLines).toBe(3);
      expect(relists['no progress']).toBe(1);
    });

    it('R6: waits for a resource definition that was deleted, and lists when it is back', async () => {
      stream.send(
        { type: 'DELETED', object: objectOf('a', 8) },
        { type: 'DELETED', object: objectOf('b', 9, 'blue') },
      );
      stream.end();
      await fixture.passWait();
      (await fixture.server.next()).refuse(404);
      await eventually(() => fixture.state() === 'stale');
      expect(fixture.reflector.status().reason?.status).toBe(404);
      await fixture.passWait();
      const list = await fixture.server.next();
      expect(list.parameters.get('sendInitialEvents')).toBe('true');
      list.send(
        { type: 'ADDED', object: objectOf('new', 3) },
        bookmark(4, true),
      );
      await eventually(() => fixture.state() === 'live');
      expect(fixture.names()).toEqual(['new:red']);
    });

    it('notices that the server came back with another history, from a backup', async () => {
      stream.break();
      await eventually(
        () => fixture.reflector.metrics().nextAttemptAt !== undefined,
      );
      fixture.clock.advance(6_000);
      const check = await fixture.server.next();
      expect(Object.fromEntries(check.parameters)).toEqual({ limit: '1' });
      check.answer({ metadata: { resourceVersion: '6' }, items: [] });
      const list = await fixture.server.next();
      expect(list.parameters.get('sendInitialEvents')).toBe('true');
      // The same resource version as before, and another content.
      list.send(
        { type: 'ADDED', object: objectOf('a', 5, 'other') },
        bookmark(6, true),
      );
      await eventually(() => fixture.state() === 'live');
      expect(fixture.names()).toEqual(['a:other']);
      expect(fixture.reflector.metrics().relists['other history']).toBe(1);
    });
  });

  it('R5: gets new credentials at once when the server no longer accepts the old ones', async () => {
    const refused = await fixture.server.next();
    expect(refused.headers.authorization).toBe('Bearer first-token');
    refused.refuse(401);
    await eventually(() => fixture.state() === 'unavailable');
    expect(fixture.reflector.status().reason).toEqual({
      status: 401,
      message: '401 Unauthorized: refused with 401',
    });
    await fixture.passWait();
    const next = await fixture.server.next();
    expect(next.headers.authorization).toBe('Bearer second-token');
    const waits: number[] = [];
    next.refuse(401);
    for (let attempt = 0; attempt < 6; attempt++) {
      waits.push(await fixture.passWait());
      (await fixture.server.next()).refuse(401);
    }
    // Longer and longer, but never so long that good credentials would lie unused.
    expect(waits[0]).toBeGreaterThan(1_000);
    expect(Math.max(...waits)).toBe(10_000);
  });

  it('R5: is unavailable, and says why, when it may not list; and keeps trying', async () => {
    (await fixture.server.next()).refuse(403);
    await eventually(() => fixture.state() === 'unavailable');
    expect(fixture.reflector.status().reason?.status).toBe(403);
    await fixture.passWait();
    await fixture.goLive();
  });

  it('R4: waits as long as a busy server asks it to', async () => {
    (await fixture.server.next()).refuse(429, { 'Retry-After': '17' });
    expect(await fixture.passWait()).toBe(17_000);
  });

  it('R4: waits longer and longer for a server that keeps failing', async () => {
    const waits: number[] = [];
    for (let attempt = 0; attempt < 4; attempt++) {
      (await fixture.server.next()).refuse(500);
      waits.push(await fixture.passWait());
    }
    expect(waits).toEqual([1000, 1750, 2875, 4562.5]);
  });
});
