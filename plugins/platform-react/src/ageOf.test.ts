import { ageOf } from './ageOf';

const now = Date.parse('2026-01-02T00:00:00Z');

describe('ageOf', () => {
  it.each([
    [0, '0 s'],
    [59, '59 s'],
    [60, '1 min'],
    [12 * 60 + 30, '12 min'],
    [3600, '1 h'],
    [3 * 3600 + 3599, '3 h'],
    [86_400, '1 d'],
    [400 * 86_400, '400 d'],
    // The clock of the server may be ahead of the browser's.
    [-30, '0 s'],
  ])('%s seconds are %s', (seconds, age) => {
    expect(ageOf(new Date(now - seconds * 1000).toISOString(), now)).toBe(age);
  });
});
