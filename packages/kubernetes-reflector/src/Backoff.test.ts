import { Backoff } from './Backoff';

describe('Backoff', () => {
  it.each([
    ['the shortest', 0, [500, 500, 500, 500, 500, 500]],
    ['the middle', 0.5, [1000, 1750, 2875, 4562.5, 7093.75, 10890.625]],
    ['the longest', 1, [1500, 4500, 13500, 30000, 30000, 30000]],
  ])('draws %s delays', (_, random, delays) => {
    const backoff = new Backoff({ random: () => random });
    expect(delays.map(() => backoff.next())).toEqual(delays);
  });

  it('starts again after a reset', () => {
    const backoff = new Backoff({ random: () => 1 });
    backoff.next();
    backoff.next();
    backoff.reset();
    expect(backoff.next()).toBe(1500);
  });
});
