import type { RetryStrategy } from './application.ts';

const units = { s: 1000, m: 60_000, h: 3_600_000 } as const;

/** A duration as Go writes it (`1m30s`), or a number of seconds. */
function milliseconds(text: string): number {
  if (/^\d+$/.test(text)) {
    return Number(text) * 1000;
  }
  const parts = [...text.matchAll(/(\d+)([smh])/g)];
  return parts.reduce(
    // The expression matches these units only.
    (sum, [, count, unit]) => sum + Number(count) * units[unit as 's'],
    0,
  );
}

/**
 * When a sync that failed is tried again: each time after twice as long, unless told otherwise.
 * @see https://github.com/argoproj/argo-cd/blob/v3.5.1/pkg/apis/application/v1alpha1/types.go (NextRetryAt)
 */
export function nextRetryAt(
  retry: RetryStrategy | undefined,
  failedAt: Date,
  count: number,
): Date {
  const {
    duration = '5s',
    factor = 2,
    maxDuration = '3m',
  } = retry?.backoff ?? {};
  const longest = milliseconds(maxDuration);
  const wait = milliseconds(duration) * factor ** count;
  return new Date(
    failedAt.getTime() + (longest > 0 ? Math.min(longest, wait) : wait),
  );
}
