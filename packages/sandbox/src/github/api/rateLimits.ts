import type { MiddlewareHandler } from 'hono';
import type { GitHubEnvironment } from '../GitHubContext.ts';

const hour = 60 * 60 * 1000;
const limits = { known: 5000, anonymous: 60 } as const;

/**
 * Tells each caller how much of the hour's requests are left, as GitHub does; an answer of 304 costs nothing. Nobody is
 * ever refused.
 * @see https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api
 */
export function rateLimits(
  now: () => number = Date.now,
): MiddlewareHandler<GitHubEnvironment> {
  const counts = new Map<string, { used: number; reset: number }>();
  return async (c, next) => {
    await next();
    const caller = c.get('caller');
    const isKnown = caller.kind === 'known';
    const name = isKnown ? caller.login : '';
    const before = counts.get(name);
    const isOver = !before || before.reset <= now();
    const count = isOver ? { used: 0, reset: now() + hour } : before;
    counts.set(name, count);
    if (c.res.status !== 304) {
      count.used += 1;
    }
    const limit = isKnown ? limits.known : limits.anonymous;
    const values = {
      limit,
      remaining: Math.max(1, limit - count.used),
      used: Math.min(count.used, limit - 1),
      reset: Math.ceil(count.reset / 1000),
      resource: 'core',
    };
    for (const [key, value] of Object.entries(values)) {
      c.res.headers.set(`x-ratelimit-${key}`, String(value));
    }
  };
}
