import { PerCallerCache } from './PerCallerCache';

const ana = 'user:default/ana';
const ben = 'user:default/ben';

describe('PerCallerCache', () => {
  let time = 0;
  const load = jest.fn(async (keys: string[]) =>
    keys.map(key => `${key} at ${time}`),
  );
  let cache: PerCallerCache<string>;

  beforeEach(() => {
    time = 0;
    load.mockClear();
    cache = PerCallerCache.create({
      maximumEntries: 10,
      lifetimeOf: value => (value.startsWith('refused') ? 5_000 : 60_000),
      now: () => time,
    });
  });

  it('loads together what is not known, and nothing that is', async () => {
    await cache.getMany(ana, ['a', 'b'], load);
    await expect(cache.getMany(ana, ['c', 'a', 'd'], load)).resolves.toEqual([
      'c at 0',
      'a at 0',
      'd at 0',
    ]);
    expect(load.mock.calls).toEqual([[['a', 'b']], [['c', 'd']]]);
  });

  it('lets those who ask at the same time wait for one answer', async () => {
    await Promise.all([
      cache.getMany(ana, ['a'], load),
      cache.getMany(ana, ['a'], load),
    ]);
    expect(load).toHaveBeenCalledTimes(1);
  });

  it('never gives a value to another caller, and keeps none for nobody', async () => {
    await cache.getMany(ana, ['a'], load);
    await cache.getMany(ben, ['a'], load);
    await cache.getMany(undefined, ['a'], load);
    await cache.getMany(undefined, ['a'], load);
    expect(load).toHaveBeenCalledTimes(4);
  });

  it.each([
    ['a', 29_999, 1],
    ['a', 30_000, 2],
    ['refused', 4_999, 1],
    ['refused', 5_000, 2],
  ])(
    'of %s, after %d ms, has asked %d times: longer than 30 s is never possible',
    async (key, age, times) => {
      await cache.getMany(ana, [key], load);
      time = age;
      await cache.getMany(ana, [key], load);
      expect(load).toHaveBeenCalledTimes(times);
    },
  );

  it('counts the age from the question, not from a late answer', async () => {
    let answer = (_: string[]) => {};
    const late = cache.getMany(
      ana,
      ['a'],
      () => new Promise(resolve => (answer = resolve)),
    );
    time = 20_000;
    answer(['late']);
    await late;
    time = 30_000;
    await expect(cache.getMany(ana, ['a'], load)).resolves.toEqual([
      'a at 30000',
    ]);
  });

  it('does not remember a failure', async () => {
    load.mockRejectedValueOnce(new Error('down'));
    await expect(cache.getMany(ana, ['a'], load)).rejects.toThrow('down');
    await expect(cache.getMany(ana, ['a'], load)).resolves.toEqual(['a at 0']);
  });

  it('is bounded, and right also for more keys than it can hold', async () => {
    const keys = Array.from({ length: 30 }, (_, index) => `k${index}`);
    const values = await cache.getMany(ana, keys, load);
    expect(values).toEqual(keys.map(key => `${key} at 0`));
    await cache.getMany(ana, ['k0'], load);
    expect(load).toHaveBeenCalledTimes(2);
  });

  describe('with a refresh', () => {
    const loadOne = jest.fn(async () => `at ${time}`);
    const get = () => cache.get(ana, 'all', loadOne);

    beforeEach(() => {
      loadOne.mockClear();
      cache = PerCallerCache.create({
        maximumEntries: 10,
        refreshAfterMilliseconds: 15_000,
        now: () => time,
      });
    });

    it('asks again in the background, once', async () => {
      await get();
      time = 15_000;
      await expect(Promise.all([get(), get()])).resolves.toEqual([
        'at 0',
        'at 0',
      ]);
      expect(loadOne).toHaveBeenCalledTimes(2);
      await expect(get()).resolves.toBe('at 15000');
    });

    it('forgets what it could not find out again', async () => {
      await get();
      time = 15_000;
      loadOne.mockRejectedValueOnce(new Error('no longer allowed'));
      await get();
      loadOne.mockRejectedValueOnce(new Error('no longer allowed'));
      await expect(get()).rejects.toThrow('no longer allowed');
    });
  });
});
