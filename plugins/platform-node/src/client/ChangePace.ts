/**
 * What GitHub lets one account change, in general.
 *
 * @see https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api#about-secondary-rate-limits
 */
const windows = [
  { milliseconds: 60_000, changes: 80 },
  { milliseconds: 3_600_000, changes: 500 },
];

const longestWindow = Math.max(
  ...windows.map(({ milliseconds }) => milliseconds),
);

/** Keeps changes so far apart that GitHub has no reason to limit them. */
export class ChangePace {
  readonly #now: () => number;
  readonly #changes = new Map<string, number[]>();

  static create(now: () => number): ChangePace {
    return new ChangePace(now);
  }

  private constructor(now: () => number) {
    this.#now = now;
  }

  /** Counts a change of an account, or tells from when on it may be made. */
  take(account: string): number | undefined {
    const now = this.#now();
    const changes = (this.#changes.get(account) ?? []).filter(
      time => time > now - longestWindow,
    );
    const retryAt = Math.max(
      ...windows.map(({ milliseconds, changes: allowed }) => {
        const first = changes.at(-allowed);
        return first === undefined ? 0 : first + milliseconds;
      }),
    );
    const isAllowed = retryAt <= now;
    if (isAllowed) {
      changes.push(now);
    }
    this.#changes.set(account, changes);
    return isAllowed ? undefined : retryAt;
  }
}
