import { eventually } from './testing/eventually';
import { objectOf, bookmark } from './testing/objects';
import { ReflectorFixture } from './testing/ReflectorFixture';

describe('Reflector, when a list cannot be completed', () => {
  let fixture: ReflectorFixture;

  beforeEach(async () => {
    fixture = await ReflectorFixture.start();
  });

  afterEach(() => fixture.stop());

  it('begins the list anew when it broke off in the middle', async () => {
    const broken = await fixture.server.next();
    broken.send({ type: 'ADDED', object: objectOf('gone', 5) });
    await eventually(() => fixture.reflector.size === 1);
    broken.break();
    await fixture.passWait();
    await fixture.goLive();
    expect(fixture.names()).toEqual(['a:red', 'b:blue']);
  });

  it('begins a paged list anew when its continue token has expired, and marks nothing absent meanwhile', async () => {
    const { reflector, server } = fixture;
    (await server.next()).refuse(422);
    await fixture.passWait();
    const page = (name: string, next?: string) => ({
      metadata: { resourceVersion: '30', continue: next },
      items: [objectOf(name, 5)],
    });
    (await server.next()).answer(page('a', 'more'));
    (await server.next()).refuse(410);
    // It had just taken another way, and so waits before the next one.
    expect(await fixture.passWait()).toBe(1_000);
    expect(fixture.names()).toEqual(['a:red']);
    const again = await server.next();
    expect(again.parameters.has('continue')).toBe(false);
    again.answer(page('b'));
    await eventually(() => reflector.get('default', 'a') === undefined);
    expect(fixture.names()).toEqual(['b:red']);
    expect(reflector.metrics().lists).toBe(3);
  });

  it('reads pages from a server that takes a streaming list for a watch', async () => {
    const list = await fixture.server.next();
    list.send({ type: 'ADDED', object: objectOf('a', 5) }, bookmark(9));
    await fixture.passWait();
    const next = await fixture.server.next();
    expect(next.parameters.has('limit')).toBe(true);
  });
});
