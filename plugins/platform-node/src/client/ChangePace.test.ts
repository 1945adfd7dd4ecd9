import { ChangePace } from './ChangePace';

describe('ChangePace', () => {
  it('R15: makes at most 80 changes in a minute and 500 in an hour', () => {
    let now = Date.parse('2026-11-21T12:00:00Z');
    const pace = ChangePace.create(() => now);
    const start = now;
    const made: number[] = [];
    // Somebody who never has enough, and comes back when it is told to.
    while (now < start + 3 * 3_600_000) {
      const retryAt = pace.take('github.com');
      if (retryAt === undefined) {
        made.push(now);
      }
      now = Math.max(retryAt ?? 0, now + 10);
    }
    const most = (milliseconds: number) =>
      Math.max(
        ...made.map(
          from =>
            made.filter(time => time >= from && time < from + milliseconds)
              .length,
        ),
      );
    expect(most(60_000)).toBe(80);
    expect(most(3_600_000)).toBe(500);
  });

  it('counts each account by itself', () => {
    const pace = ChangePace.create(() => 0);
    const take = (account: string) =>
      Array.from({ length: 80 }, () => pace.take(account));
    expect(take('github.com/acme')).toEqual(Array(80).fill(undefined));
    expect(pace.take('github.com/acme')).toBe(60_000);
    expect(pace.take('github.com/other')).toBeUndefined();
  });
});
