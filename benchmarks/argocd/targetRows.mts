import type { Fleet } from './fleet.mts';
import type { Figure } from './measureInTurns.mts';
import type { FactRow, LoadRow, ResultsContent } from './Results.mts';

/** A figure to hold, beside what was measured. */
export interface TargetRow {
  readonly target: string;
  readonly measured: string;
  readonly verdict: 'held' | 'missed' | 'not clear' | 'not measured';
}

interface Limit {
  readonly limit: number;
  /** Is the limit the least that is allowed rather than the most? */
  readonly isLeast?: boolean;
  readonly unit?: string;
}

const mainLoad = /visits\/s$/;
const throughputLoad = '20 at once';

function exact(value: number): Figure {
  return { median: value, least: value, most: value };
}

function ratioOf(left: Figure, right: Figure): Figure {
  return {
    median: left.median / right.median,
    least: left.least / right.most,
    most: left.most / right.least,
  };
}

function figureOfValues(values: readonly number[]): Figure | undefined {
  if (values.length === 0) {
    return undefined;
  }
  const sorted = values.toSorted((left, right) => left - right);
  return {
    median: sorted[Math.floor(sorted.length / 2)],
    least: sorted[0],
    most: sorted[sorted.length - 1],
  };
}

/** A claim holds only where all of the range of the rounds lies on the right side. */
function judge(
  target: string,
  figure: Figure | undefined,
  { limit, isLeast = false, unit = '' }: Limit,
): TargetRow {
  if (!figure) {
    return { target, measured: '', verdict: 'not measured' };
  }
  const { median, least, most } = figure;
  const holds = (value: number) => (isLeast ? value >= limit : value <= limit);
  const range = least === most ? '' : ` (${format(least)}–${format(most)})`;
  const measured = `${format(median)}${range}${unit && ` ${unit}`}`;
  if (holds(least) === holds(most)) {
    return { target, measured, verdict: holds(median) ? 'held' : 'missed' };
  }
  return { target, measured, verdict: 'not clear' };
}

/** A number as people read it. */
export function format(value: number): string {
  if (!Number.isFinite(value)) {
    return '–';
  }
  const digits = [100, 10].findIndex(least => Math.abs(value) >= least);
  return value.toFixed(digits < 0 ? 2 : digits);
}

class Lookup {
  readonly #content: ResultsContent;

  constructor(content: ResultsContent) {
    this.#content = content;
  }

  load(
    fleet: Fleet,
    subject: string,
    options: { load?: string | RegExp; delay?: number } = {},
  ): LoadRow | undefined {
    const { load = mainLoad, delay = 0 } = options;
    return this.#content.loads.find(
      row =>
        row.fleet.applications === fleet.applications &&
        row.fleet.instances === fleet.instances &&
        row.subject === subject &&
        row.delayMilliseconds === delay &&
        // What was refused now and then was not measured.
        row.failures === 0 &&
        (typeof load === 'string' ? row.load === load : load.test(row.load)),
    );
  }

  fact(subject: string, what: string): Figure | undefined {
    return figureOfValues(
      this.#content.facts
        .filter((row: FactRow) => row.subject === subject && row.what === what)
        .flatMap(({ values }) => values),
    );
  }
}

function between(
  left: Figure | undefined,
  right: Figure | undefined,
  join: (left: Figure, right: Figure) => Figure = ratioOf,
): Figure | undefined {
  return left && right ? join(left, right) : undefined;
}

function difference(left: Figure, right: Figure): Figure {
  return {
    median: left.median - right.median,
    least: left.least - right.most,
    most: left.most - right.least,
  };
}

function entityTargets(look: Lookup, sizes: readonly number[]): TargetRow[] {
  const largest = { applications: Math.max(...sizes), instances: 1 };
  const smallest = { applications: Math.min(...sizes), instances: 1 };
  const three = { ...largest, instances: 3 };
  const p95 = (fleet: Fleet, subject: string, delay?: number) =>
    look.load(fleet, subject, { delay })?.p95;
  const rate = (fleet: Fleet, subject: string) =>
    look.load(fleet, subject, { load: throughputLoad })?.perSecond;
  const known = 'portal, decision known';
  const calls = look.load(three, known)?.upstreamCallsPerVisit;
  const popular = 'portal, Zipf';
  return [
    // prettier-ignore
    judge('P8 one service, decision known: p95 ≤ 10 ms', p95(largest, known), { limit: 10, unit: 'ms' }),
    // prettier-ignore
    judge('P8 the same, p95 ≤ 2 × F3 (authenticated, one permission)', between(p95(largest, known), p95(largest, 'F3 authenticated, one permission')), { limit: 2 }),
    // prettier-ignore
    judge('P8 the same, p95 ≤ 2 × F3 without its permission', between(p95(largest, known), p95(largest, 'F3 without permission')), { limit: 2 }),
    // prettier-ignore
    judge(`P8 the same, p95 with ${largest.applications} ≤ 1.2 × with ${smallest.applications} applications`, between(p95(largest, known), p95(smallest, known)), { limit: 1.2 }),
    // prettier-ignore
    judge('P8 first call of a caller: p95 ≤ 1.3 × the same read of a catalog entity', between(p95(largest, 'portal, first call of a caller'), p95(largest, 'catalog entity, first call of a caller')), { limit: 1.3 }),
    // prettier-ignore
    judge('P8 calls to Argo CD per visit: 0', calls === undefined ? undefined : exact(calls), { limit: 0 }),
    // prettier-ignore
    judge('P8 card, 3 instances: visits/s ≥ 2 × roadie', between(rate(three, popular), rate(three, 'roadie')), { limit: 2, isLeast: true }),
    // prettier-ignore
    judge('P8 card, 3 instances: visits/s ≥ 50 × community', between(rate(three, popular), rate(three, 'community')), { limit: 50, isLeast: true }),
    // prettier-ignore
    judge('P8 card, 3 instances: p95 with 30 ms to Argo CD ≤ 1.2 × with 0 ms', between(p95(three, popular, 30), p95(three, popular)), { limit: 1.2 }),
  ];
}

function otherTargets(look: Lookup, sizes: readonly number[]): TargetRow[] {
  const fleet = { applications: Math.max(...sizes), instances: 1 };
  const team = look.load(fleet, 'portal, my team', { load: '1 at once' });
  // prettier-ignore
  const degraded = look.load(fleet, 'portal, all that is Degraded', { load: '1 at once' });
  const portal = (what: string) => look.fact('portal', what);
  const idle = (what: string) => look.fact('no Argo CD plugin', what);
  const floor = (what: string) => look.fact('F5 Kubernetes API', what);
  const bytes = team && exact(team.bytesPerVisit / 1_000);
  return [
    // prettier-ignore
    judge('P9 my team, page of 50: p95 ≤ 30 ms', team?.p95, { limit: 30, unit: 'ms' }),
    // prettier-ignore
    judge('P9 all that is Degraded, page of 50: p95 ≤ 30 ms', degraded?.p95, { limit: 30, unit: 'ms' }),
    judge('P9 my team: ≤ 50 kB', bytes, { limit: 50, unit: 'kB' }),
    // prettier-ignore
    judge('P10 change to answer: p95 ≤ 2 s', portal('change to answer, p95'), { limit: 2_000, unit: 'ms' }),
    // prettier-ignore
    judge('P10 change to answer: p99 ≤ 5 s', portal('change to answer, p99'), { limit: 5_000, unit: 'ms' }),
    // prettier-ignore
    judge('P10 final states lost: 0', portal('final states lost'), { limit: 0 }),
    // prettier-ignore
    judge('P12 first call to live ≤ 2 × F5 (the same in pages)', between(portal('first call to live'), floor('all in pages of 500')), { limit: 2 }),
    // prettier-ignore
    judge('P12 API server calls for applications: 1', portal('API server calls'), { limit: 1 }),
    // prettier-ignore
    judge('P12 peak resident ≤ 2 × resident after it', between(portal('peak resident'), portal('resident')), { limit: 2 }),
    // prettier-ignore
    judge('read model: heap and buffers ≤ 60 MB above a backend without it', between(portal('heap and buffers'), idle('heap and buffers'), difference), { limit: 60, unit: 'MB' }),
    // prettier-ignore
    judge('ready ≤ 1.15 × a backend without it', between(portal('ready'), idle('ready')), { limit: 1.15 }),
  ];
}

/** All figures to hold, in the order of the catalogue. */
export function targetRows(content: ResultsContent): TargetRow[] {
  const look = new Lookup(content);
  const { sizes } = content.settings;
  return [...entityTargets(look, sizes), ...otherTargets(look, sizes)];
}
