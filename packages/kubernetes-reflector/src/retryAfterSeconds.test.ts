import { retryAfterSeconds } from './retryAfterSeconds';

const now = Date.parse('2026-01-01T00:00:00Z');

describe('retryAfterSeconds', () => {
  it.each([
    ['seconds', { 'retry-after': '17' }, 17],
    ['a date', { 'retry-after': 'Thu, 01 Jan 2026 00:00:20 GMT' }, 20],
    [
      "a date by the server's clock",
      {
        'retry-after': 'Thu, 01 Jan 2026 01:00:05 GMT',
        date: 'Thu, 01 Jan 2026 01:00:00 GMT',
      },
      5,
    ],
    [
      'a date in the past',
      { 'retry-after': 'Wed, 31 Dec 2025 00:00:00 GMT' },
      undefined,
    ],
    ['more than can be meant', { 'retry-after': '86400' }, 300],
    ['nothing to wait for', { 'retry-after': '0' }, undefined],
    ['nonsense', { 'retry-after': 'later' }, undefined],
    ['no header', {}, undefined],
  ])('reads %s', (_, headers, expected) => {
    expect(retryAfterSeconds(headers, now)).toBe(expected);
  });
});
