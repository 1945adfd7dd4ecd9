import type { Fault } from './FaultyGitHub';

/** A fault and what it comes to. */
export interface GitHubFault {
  readonly title: string;
  readonly fault: (now: number) => Fault;
  /** How often it comes; for ever where it is left out. */
  readonly times?: number;
  /** The name of the error and its message; none where the work is done in spite of the fault. */
  readonly error?: readonly [name: string, message: RegExp];
  /** How long is waited for it, each time. */
  readonly waits?: readonly number[];
}

const answer = (
  status: number,
  message: string,
  headers?: Record<string, string>,
) => ({ effect: false, answer: { status, message, headers } });

const secondaryLimit = 'You have exceeded a secondary rate limit.';

const usedUp = (now: number, seconds: number) =>
  answer(403, 'API rate limit exceeded', {
    'x-ratelimit-remaining': '0',
    'x-ratelimit-reset': String(Math.floor(now / 1_000) + seconds),
    date: new Date(Math.floor(now / 1_000) * 1_000).toUTCString(),
  });

/** What GitHub does to those who write, and what a writer should make of it. */
export const gitHubFaults: readonly GitHubFault[] = [
  {
    title: '502 before the effect',
    fault: () => answer(502, 'Bad Gateway'),
    times: 2,
    waits: [1_000, 2_000],
  },
  {
    title: '502 after the effect',
    fault: () => ({ ...answer(502, 'Bad Gateway'), effect: true }),
    times: 1,
    waits: [1_000],
  },
  {
    title: '504 after the effect, three times',
    fault: () => ({ ...answer(504, 'Gateway Timeout'), effect: true }),
    times: 3,
  },
  {
    title: 'a closed connection before the effect',
    fault: () => ({ effect: false, answer: 'closed connection' }),
    times: 1,
    waits: [1_000],
  },
  {
    title: 'a closed connection after the effect',
    fault: () => ({ effect: true, answer: 'closed connection' }),
    times: 1,
    waits: [1_000],
  },
  {
    title: '503 for ever',
    fault: () => answer(503, 'Unicorn!'),
    error: ['ServiceUnavailableError', /Unicorn.*Try again/],
    waits: [1_000, 2_000, 4_000, 8_000, 16_000],
  },
  {
    title: 'a secondary limit with Retry-After',
    fault: () => answer(403, secondaryLimit, { 'retry-after': '7' }),
    times: 1,
    waits: [7_000],
  },
  {
    title: 'a secondary limit without Retry-After',
    fault: () => answer(403, secondaryLimit),
    times: 1,
    waits: [60_000],
  },
  {
    title: 'a secondary limit as 429',
    fault: () => answer(429, secondaryLimit, { 'retry-after': '30' }),
    times: 3,
    waits: [30_000, 30_000, 30_000],
  },
  {
    title: 'a secondary limit that does not end',
    fault: () => answer(429, secondaryLimit, { 'retry-after': '40' }),
    error: ['ServiceUnavailableError', /wants no more requests/],
    waits: [40_000, 40_000],
  },
  {
    title: 'a secondary limit of ten minutes',
    fault: () => answer(403, secondaryLimit, { 'retry-after': '600' }),
    error: ['ServiceUnavailableError', /wants no more requests/],
    waits: [],
  },
  {
    title: 'a primary limit that is reset soon',
    fault: now => usedUp(now, 20),
    times: 1,
    waits: [20_000],
  },
  {
    title: 'a primary limit that is reset in 15 minutes',
    fault: now => usedUp(now, 900),
    error: ['ServiceUnavailableError', /wants no more requests/],
    waits: [],
  },
  {
    title: 'a revoked token',
    fault: () => answer(401, 'Bad credentials'),
    error: ['NotAllowedError', /does not accept the portal's credentials/],
    waits: [],
  },
  {
    title: 'a token without the right',
    fault: () => answer(403, 'Resource not accessible by integration'),
    error: [
      'NotAllowedError',
      /may not write to acme\/service-\d+: Resource not accessible/,
    ],
    waits: [],
  },
  {
    title: 'a token that single sign-on keeps out',
    fault: () =>
      answer(403, 'Resource protected by organization SAML enforcement.', {
        'x-github-sso': 'required; url=https://github.com/orgs/acme/sso',
      }),
    error: ['NotAllowedError', /SAML/],
    waits: [],
  },
  {
    title: 'a new repository that is not known everywhere yet',
    fault: () => answer(404, 'Not Found'),
    times: 3,
    waits: [1_000, 2_000, 4_000],
  },
];
