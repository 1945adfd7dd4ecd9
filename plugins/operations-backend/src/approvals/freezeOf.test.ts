import type { FreezeWindow } from '../config';
import { freezeOf } from './freezeOf';

const holidays: FreezeWindow = {
  name: 'Holidays',
  environments: [],
  kinds: [],
  when: {
    type: 'once',
    from: new Date('2026-12-20T18:00:00+01:00'),
    until: new Date('2027-01-04T08:00:00+01:00'),
  },
};

function repeated(
  schedule: string,
  durationMinutes: number,
  timeZone = 'UTC',
): FreezeWindow {
  return {
    name: schedule,
    environments: [],
    kinds: [],
    when: { type: 'repeated', schedule, timeZone, durationMinutes },
  };
}

const weekend = repeated('0 16 * * FRI', 64 * 60);
const berlin = repeated('0 16 * * FRI', 64 * 60, 'Europe/Berlin');
// The clocks go forward at 2 on 2026-03-29, and back at 3 on 2026-10-25.
const nights = repeated('0 22 * * *', 8 * 60, 'Europe/Berlin');
const skippedHour = repeated('30 2 * * *', 60, 'Europe/Berlin');

const deploy = { kind: 'deploy', environment: 'production' };

describe('freezeOf', () => {
  it.each<[string, FreezeWindow, string, string | undefined]>([
    ['before it begins', holidays, '2026-12-20T16:59:59.999Z', undefined],
    [
      'when it begins',
      holidays,
      '2026-12-20T17:00:00Z',
      '2027-01-04T07:00:00Z',
    ],
    [
      'just before it ends',
      holidays,
      '2027-01-04T06:59:59.999Z',
      '2027-01-04T07:00:00Z',
    ],
    ['when it ends', holidays, '2027-01-04T07:00:00Z', undefined],
    ['before a repeated one', weekend, '2026-11-20T15:59:59.999Z', undefined],
    [
      'when a repeated one begins',
      weekend,
      '2026-11-20T16:00:00Z',
      '2026-11-23T08:00:00Z',
    ],
    [
      'within a repeated one',
      weekend,
      '2026-11-22T12:00:00Z',
      '2026-11-23T08:00:00Z',
    ],
    ['when a repeated one ends', weekend, '2026-11-23T08:00:00Z', undefined],
    [
      'by the clock of a place in winter',
      berlin,
      '2026-11-20T15:00:00Z',
      '2026-11-23T07:00:00Z',
    ],
    [
      'by the clock of a place in summer',
      berlin,
      '2026-07-10T14:00:00Z',
      '2026-07-13T06:00:00Z',
    ],
    [
      'not yet by the clock of a place',
      berlin,
      '2026-11-20T14:59:59Z',
      undefined,
    ],
    // It lasts as long as it says, whatever the clock on the wall shows at its end.
    [
      'over the change to summer',
      nights,
      '2026-03-29T04:30:00Z',
      '2026-03-29T05:00:00Z',
    ],
    ['after the change to summer', nights, '2026-03-29T05:00:00Z', undefined],
    [
      'over the change to winter',
      nights,
      '2026-10-25T03:59:00Z',
      '2026-10-25T04:00:00Z',
    ],
    ['after the change to winter', nights, '2026-10-25T04:00:00Z', undefined],
    // 2:30 does not exist on that day: it begins when the clock has gone forward.
    [
      'in the hour that is skipped',
      skippedHour,
      '2026-03-29T01:30:00Z',
      '2026-03-29T02:30:00Z',
    ],
    // 2:30 comes twice on that day, and holds both times.
    [
      'in the first of two hours',
      skippedHour,
      '2026-10-25T00:45:00Z',
      '2026-10-25T01:30:00Z',
    ],
  ])('%s', (...[, freeze, now, until]) => {
    expect(freezeOf(deploy, [freeze], new Date(now))?.until.toISOString()).toBe(
      until && new Date(until).toISOString(),
    );
  });

  it.each<
    [
      Partial<FreezeWindow>,
      typeof deploy | { kind: string; environment: null },
      boolean,
    ]
  >([
    [{}, deploy, true],
    [{}, { kind: 'deploy', environment: null }, true],
    [{ environments: ['production'] }, deploy, true],
    [{ environments: ['staging', 'production'] }, deploy, true],
    [{ environments: ['staging'] }, deploy, false],
    // Where no rule tells the environment, only windows for all of them hold.
    [
      { environments: ['production'] },
      { kind: 'deploy', environment: null },
      false,
    ],
    [{ kinds: ['deploy'] }, deploy, true],
    [{ kinds: ['promote'] }, deploy, false],
    [{ kinds: ['deploy'], environments: ['staging'] }, deploy, false],
  ])('%j concerns %j: %s', (scope, subject, concerned) => {
    const now = new Date('2026-12-24T12:00:00Z');
    expect(
      freezeOf(subject, [{ ...holidays, ...scope }], now) !== undefined,
    ).toBe(concerned);
  });

  it('tells the one that ends last, of several', () => {
    const now = new Date('2026-12-25T20:00:00Z');
    const day = repeated('0 0 25 12 *', 24 * 60);
    expect(freezeOf(deploy, [day, holidays, weekend], now)?.name).toBe(
      'Holidays',
    );
    expect(freezeOf(deploy, [holidays, day], now)?.name).toBe('Holidays');
    expect(freezeOf(deploy, [day], now)?.name).toBe('0 0 25 12 *');
    expect(freezeOf(deploy, [], now)).toBeUndefined();
  });
});
