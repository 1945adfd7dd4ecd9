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

    it('reconnects when the stream falls silent, as a half-open connection does', async () => {
      fixture.clock.advance(75_000 - longEnough - 1);
      expect(stream.isOpen).toBe(true);
      fixture.clock.advance(1);
      await fixture.passWait();
      const next = await fixture.server.next();
      expect(next.parameters.get('resourceVersion')).toBe('7');
      await eventually(() => !stream.isOpen);
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
    ])('lists again when its place is gone, told %s', async (_, tellGone) => {
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
    });

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

    it('goes on from the last whole line when one was cut off', async () => {
      stream.sendText('{"type":"MODIFIED","object":{"meta');
      stream.end();
      await eventually(() => fixture.state() === 'stale');
      await fixture.passWait();
      const next = await fixture.server.next();
      expect(next.parameters.get('resourceVersion')).toBe('7');
      expect(fixture.names()).toEqual(['a:red', 'b:blue']);
    });
  });

  it('begins the list anew when it broke off in the middle', async () => {
    const broken = await fixture.server.next();
    broken.send({ type: 'ADDED', object: objectOf('gone', 5) });
    await eventually(() => fixture.reflector.size === 1);
    broken.break();
    await fixture.passWait();
    await fixture.goLive();
    expect(fixture.names()).toEqual(['a:red', 'b:blue']);
  });

  it('gets new credentials when the server no longer accepts the old ones', async () => {
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
  });

  it('is unavailable, and says why, when it may not list; and keeps trying', async () => {
    (await fixture.server.next()).refuse(403);
    await eventually(() => fixture.state() === 'unavailable');
    expect(fixture.reflector.status().reason?.status).toBe(403);
    await fixture.passWait();
    await fixture.goLive();
  });

  it('waits as long as a busy server asks it to', async () => {
    (await fixture.server.next()).refuse(429, { 'Retry-After': '17' });
    expect(await fixture.passWait()).toBe(17_000);
  });

  it('waits longer and longer for a server that keeps failing', async () => {
    const waits: number[] = [];
    for (let attempt = 0; attempt < 4; attempt++) {
      (await fixture.server.next()).refuse(500);
      waits.push(await fixture.passWait());
    }
    expect(waits).toEqual([1000, 1750, 2875, 4562.5]);
  });
});
