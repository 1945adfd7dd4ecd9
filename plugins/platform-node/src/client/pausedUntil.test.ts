import { pausedUntil } from './pausedUntil';

const now = Date.parse('2026-11-21T12:00:00Z');
const resetIn = (seconds: number) => String(now / 1_000 + seconds);

describe('pausedUntil', () => {
  it.each([
    ['an answer', { status: 200, headers: {} }, undefined],
    [
      'an answer with requests left',
      {
        status: 200,
        headers: {
          'x-ratelimit-remaining': '1',
          'x-ratelimit-reset': resetIn(900),
        },
      },
      undefined,
    ],
    [
      'the last answer',
      {
        status: 200,
        headers: {
          'x-ratelimit-remaining': '0',
          'x-ratelimit-reset': resetIn(900),
        },
      },
      900,
    ],
    [
      'the primary limit',
      {
        status: 403,
        headers: {
          'x-ratelimit-remaining': '0',
          'x-ratelimit-reset': resetIn(900),
        },
      },
      900,
    ],
    [
      'a limit by a clock that is five minutes ahead',
      {
        status: 403,
        headers: {
          'x-ratelimit-remaining': '0',
          'x-ratelimit-reset': resetIn(1_200),
          date: 'Sat, 21 Nov 2026 12:05:00 GMT',
        },
      },
      900,
    ],
    [
      'a limit without a reset',
      { status: 429, headers: { 'x-ratelimit-remaining': 0 } },
      60,
    ],
    [
      'a limit whose reset is over',
      {
        status: 200,
        headers: {
          'x-ratelimit-remaining': '0',
          'x-ratelimit-reset': resetIn(-5),
        },
      },
      1,
    ],
    [
      'a limit for days',
      { status: 429, headers: { 'retry-after': '999999' } },
      3_600,
    ],
    [
      'a secondary limit with a time',
      { status: 403, headers: { 'retry-after': '90' } },
      90,
    ],
    [
      'a secondary limit with a date',
      {
        status: 429,
        headers: { 'retry-after': 'Sat, 21 Nov 2026 12:02:00 GMT' },
      },
      120,
    ],
    [
      'a secondary limit with an unreadable time',
      { status: 429, headers: { 'retry-after': 'soon' } },
      60,
    ],
    [
      'a secondary limit in words',
      {
        status: 403,
        headers: { 'x-ratelimit-remaining': '4000' },
        message: 'You have exceeded a secondary rate limit.',
      },
      60,
    ],
    ['too many requests', { status: 429, headers: {} }, 60],
    [
      'missing rights',
      {
        status: 403,
        headers: { 'x-ratelimit-remaining': '4000' },
        message: 'Resource not accessible by integration',
      },
      undefined,
    ],
    ['a missing repository', { status: 404, headers: {} }, undefined],
    [
      'a broken server that wants time',
      { status: 503, headers: { 'retry-after': '5' } },
      undefined,
    ],
  ])('R15: after %s waits as told', (_title, answer, seconds) => {
    expect(pausedUntil(answer, now)).toBe(seconds && now + seconds * 1_000);
  });
});
