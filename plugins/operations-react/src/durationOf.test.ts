import { durationOf } from './durationOf';

const start = '2026-11-21T10:00:00.000Z';
const after = (seconds: number) => Date.parse(start) + seconds * 1_000;

describe('durationOf', () => {
  it.each([
    [0.44, '0.4 s'],
    [9.99, '9.9 s'],
    [14.6, '14 s'],
    [120, '2 min'],
    [125, '2 min 5 s'],
    [3 * 3_600 + 600, '3 h 10 min'],
    [-3, '0.0 s'],
  ])('%s seconds are %s', (seconds, duration) => {
    expect(durationOf(start, after(seconds))).toBe(duration);
    expect(durationOf(start, new Date(after(seconds)).toISOString())).toBe(
      duration,
    );
  });
});
