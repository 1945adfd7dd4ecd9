import { eventually } from './testing/eventually';
import { bookmark, objectOf } from './testing/objects';
import { path, ReflectorFixture } from './testing/ReflectorFixture';

describe('Reflector', () => {
  let fixture: ReflectorFixture;

  afterEach(() => fixture.stop());

  it('streams the list, is warming until its end, then follows the changes', async () => {
    fixture = await ReflectorFixture.start({ labelSelector: 'team=orders' });
    const { clock, events, reflector, server } = fixture;
    const stream = await server.next();
    expect(stream.path).toBe(path);
    expect(Object.fromEntries(stream.parameters)).toEqual({
      watch: '1',
      sendInitialEvents: 'true',
      resourceVersionMatch: 'NotOlderThan',
      allowWatchBookmarks: 'true',
      timeoutSeconds: '270',
      labelSelector: 'team=orders',
    });
    expect(stream.headers.authorization).toBe('Bearer first-token');

    stream.send({ type: 'ADDED', object: objectOf('a', 5) });
    await eventually(() => reflector.size === 1);
    expect(reflector.status()).toEqual({ state: 'warming' });

    stream.send(bookmark(5, true));
    await eventually(() => fixture.state() === 'live');
    expect(reflector.status().asOf).toBe(clock.now());

    stream.send(
      { type: 'MODIFIED', object: objectOf('a', 8, 'green') },
      { type: 'ADDED', object: objectOf('b', 9, 'blue') },
      { type: 'DELETED', object: objectOf('b', 10, 'blue') },
    );
    await eventually(() => events.at(-1)?.type === 'deleted');
    expect(fixture.names()).toEqual(['a:green']);
    expect(events.map(({ type }) => type)).toEqual([
      'changed',
      'status',
      'changed',
      'changed',
      'deleted',
    ]);
    expect(events[2]).toEqual({
      type: 'changed',
      value: { name: 'a', color: 'green' },
      previous: { name: 'a', color: 'red' },
    });
  });

  it('lists in pages, without a resource version, where the server refuses to stream', async () => {
    fixture = await ReflectorFixture.start({ timing: { pageSize: 1 } });
    const { reflector, server } = fixture;
    (await server.next()).refuse(422);
    await fixture.passWait();

    const first = await server.next();
    expect(Object.fromEntries(first.parameters)).toEqual({ limit: '1' });
    first.answer({
      metadata: { resourceVersion: '30', continue: 'more' },
      items: [objectOf('a', 5)],
    });
    const second = await server.next();
    expect(Object.fromEntries(second.parameters)).toEqual({
      limit: '1',
      continue: 'more',
    });
    expect(fixture.state()).toBe('warming');
    second.answer({
      metadata: { resourceVersion: '30' },
      items: [objectOf('b', 6, 'blue')],
    });
    const watch = await server.next();
    expect(watch.parameters.get('resourceVersion')).toBe('30');
    watch.send({ type: 'ADDED', object: objectOf('c', 31) });
    await eventually(() => reflector.size === 3);
    expect(fixture.state()).toBe('live');
  });

  it('finds by name and by index, and forgets the old key of a changed object', async () => {
    fixture = await ReflectorFixture.start();
    const stream = await fixture.goLive();
    const { reflector } = fixture;
    expect(reflector.get('default', 'b')).toEqual({ name: 'b', color: 'blue' });
    expect(reflector.find('color', 'red')).toHaveLength(1);

    stream.send({ type: 'MODIFIED', object: objectOf('a', 9, 'green') });
    await eventually(() => reflector.find('color', 'green').length === 1);
    expect(reflector.find('color', 'red')).toEqual([]);
    expect(reflector.find('shape', 'round')).toEqual([]);
  });

  it('leaves out what the projection leaves out or cannot read, and keeps the rest', async () => {
    const warn = jest.fn();
    fixture = await ReflectorFixture.start({
      logger: { info: () => {}, warn },
    });
    const stream = await fixture.server.next();
    stream.send(
      { type: 'ADDED', object: objectOf('a', 5) },
      { type: 'ADDED', object: objectOf('odd', 6, 'broken') },
      { type: 'ADDED', object: objectOf('none', 7, 'hidden') },
      bookmark(7, true),
    );
    await eventually(() => fixture.state() === 'live');
    expect(fixture.names()).toEqual(['a:red']);
    expect(warn).toHaveBeenCalledWith(
      `Left out default/odd of ${path}: it has no color`,
    );
    stream.send({ type: 'MODIFIED', object: objectOf('a', 8, 'hidden') });
    await eventually(() => fixture.reflector.size === 0);
  });

  it('goes on when a listener fails', async () => {
    fixture = await ReflectorFixture.start();
    const stream = await fixture.goLive();
    fixture.reflector.subscribe(() => {
      throw new Error('listener');
    });
    stream.send({ type: 'ADDED', object: objectOf('c', 9) });
    await eventually(() => fixture.reflector.size === 3);
    expect(fixture.state()).toBe('live');
  });

  it('ends its request and its timers when it is stopped', async () => {
    fixture = await ReflectorFixture.start();
    const stream = await fixture.goLive();
    await fixture.reflector.stop();
    await eventually(() => !stream.isOpen);
    expect(fixture.clock.delays()).toEqual([]);
    expect(fixture.names()).toEqual(['a:red', 'b:blue']);
  });
});
