import { CronExpressionParser } from 'cron-parser';
import type { FreezeWindow } from '../config';

/** A freeze window that holds now. */
export interface ActiveFreeze {
  readonly name: string;
  readonly until: Date;
}

type RepeatedWindow = Extract<FreezeWindow['when'], { type: 'repeated' }>;

/** What is about to be done, as far as freeze windows ask. */
export interface FreezeSubject {
  readonly kind: string;
  readonly environment: string | null;
}

/** The freeze window that keeps something from being done now; of several the one that ends last. */
export function freezeOf(
  subject: FreezeSubject,
  freezes: readonly FreezeWindow[],
  now: Date,
): ActiveFreeze | undefined {
  return freezes
    .filter(freeze => concerns(freeze, subject))
    .flatMap(({ name, when }) => {
      const until = endOf(when, now);
      return until ? [{ name, until }] : [];
    })
    .toSorted((left, right) => right.until.getTime() - left.until.getTime())
    .at(0);
}

/** What is in no environment is only concerned by windows for all environments. */
function concerns(
  { environments, kinds }: FreezeWindow,
  { kind, environment }: FreezeSubject,
): boolean {
  return (
    (kinds.length === 0 || kinds.includes(kind)) &&
    (environments.length === 0 ||
      (environment !== null && environments.includes(environment)))
  );
}

function endOf(when: FreezeWindow['when'], now: Date): Date | undefined {
  if (when.type === 'once') {
    return when.from <= now && now < when.until ? when.until : undefined;
  }
  const { durationMinutes } = when;
  const begun = lastBegin(when, now);
  const until = new Date(begun.getTime() + durationMinutes * 60_000);
  return now < until ? until : undefined;
}

function lastBegin(
  { schedule, timeZone: tz }: Pick<RepeatedWindow, 'schedule' | 'timeZone'>,
  now: Date,
): Date {
  const from = (currentDate: Date) =>
    CronExpressionParser.parse(schedule, { currentDate, tz });
  // The expression finds what lies before a time; a window that begins now has begun.
  let begun = from(new Date(now.getTime() + 1))
    .prev()
    .toDate();
  // Backwards, it misses what falls into the hour that a clock skips in spring; forwards, it does not.
  const forwards = from(begun);
  for (
    let next = forwards.next().toDate();
    next <= now;
    next = forwards.next().toDate()
  ) {
    begun = next;
  }
  return begun;
}
