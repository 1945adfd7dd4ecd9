/** What matters of an answer of GitHub. */
export interface GitHubAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | number | undefined>>;
  readonly message?: string;
}

const defaultPauseMilliseconds = 60_000;

/** The longest window that GitHub has. A longer pause would be a mistake of somebody's clock. */
const longestPauseMilliseconds = 3_600_000;

/**
 * Until when GitHub wants no more requests after this answer, in milliseconds since 1970, or `undefined` when it does
 * not mind.
 *
 * @see https://docs.github.com/en/rest/using-the-rest-api/best-practices-for-using-the-rest-api#handle-rate-limit-errors-appropriately
 */
export function pausedUntil(
  answer: GitHubAnswer,
  now: number,
): number | undefined {
  const isUsedUp = String(answer.headers['x-ratelimit-remaining']) === '0';
  if (!isUsedUp && !isLimited(answer)) {
    return undefined;
  }
  const pause =
    retryAfter(answer, now) ??
    (isUsedUp ? untilReset(answer, now) : undefined) ??
    defaultPauseMilliseconds;
  return now + Math.min(Math.max(pause, 1_000), longestPauseMilliseconds);
}

function isLimited({ status, headers, message = '' }: GitHubAnswer): boolean {
  return (
    status === 429 ||
    (status === 403 &&
      (headers['retry-after'] !== undefined || /rate limit/i.test(message)))
  );
}

function retryAfter({ headers }: GitHubAnswer, now: number) {
  const value = headers['retry-after'];
  if (value === undefined) {
    return undefined;
  }
  const seconds = Number(value);
  const milliseconds = Number.isNaN(seconds)
    ? Date.parse(String(value)) - now
    : seconds * 1_000;
  return Number.isNaN(milliseconds) ? undefined : milliseconds;
}

function untilReset({ headers }: GitHubAnswer, now: number) {
  const reset = Number(headers['x-ratelimit-reset']) * 1_000;
  // The reset is a time on GitHub's clock, and so is the date of the answer.
  const sent = Date.parse(String(headers.date));
  const milliseconds = reset - (Number.isNaN(sent) ? now : sent);
  return Number.isNaN(milliseconds) ? undefined : milliseconds;
}
