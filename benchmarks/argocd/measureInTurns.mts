import { createHistogram } from 'node:perf_hooks';
import type { BackendProcess } from './BackendProcess.mts';
import { runLoad, type LoadShape, type Visit } from './runLoad.mts';

/** What is measured beside others. */
export interface Subject {
  readonly name: string;
  readonly visit: Visit;
  readonly shape: LoadShape;
  /** Where the work is done. */
  readonly backend?: BackendProcess;
  /** Is called before each load, and not measured. */
  readonly prepare?: () => Promise<unknown>;
}

/** A figure over the rounds that count. */
export interface Figure {
  readonly median: number;
  readonly least: number;
  readonly most: number;
}

/** What is known of a subject after all rounds. */
export interface Measured {
  readonly p50: Figure;
  readonly p95: Figure;
  readonly p99: Figure;
  /** Of the visits of all rounds together. */
  readonly pooledP95: number;
  readonly pooledP99: number;
  readonly visits: number;
  /** Visits without a right answer; they are in no other figure. */
  readonly failures: number;
  readonly problem?: string;
  readonly perSecond: Figure;
  readonly cpuSecondsPerThousand: Figure | undefined;
  readonly upstreamCallsPerVisit: number;
  readonly bytesPerVisit: number;
}

/** Options of {@link measureInTurns}. */
export interface MeasureOptions {
  readonly subjects: readonly Subject[];
  readonly rounds: number;
  readonly discarded: number;
  readonly milliseconds: number;
  readonly random: () => number;
  /** How many calls the servers behind the subjects have got so far. */
  readonly countUpstreamCalls: () => Promise<number>;
}

interface Round {
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly visits: number;
  readonly failures: number;
  readonly problem?: string;
  readonly perSecond: number;
  readonly cpuSecondsPerThousand: number | undefined;
  readonly upstreamCalls: number;
  readonly bytes: number;
}

export function figureOf(numbers: readonly number[]): Figure {
  const sorted = numbers.toSorted((left, right) => left - right);
  const middle = Math.floor(sorted.length / 2);
  const median =
    sorted.length % 2
      ? sorted[middle]
      : (sorted[middle - 1] + sorted[middle]) / 2;
  return { median, least: sorted[0], most: sorted[sorted.length - 1] };
}

function shuffled<T>(values: readonly T[], random: () => number): T[] {
  return values
    .map(value => ({ value, place: random() }))
    .toSorted((left, right) => left.place - right.place)
    .map(({ value }) => value);
}

/**
 * Loads each subject once in each round: in a drawn order in one round, in the opposite one in the next, so that what
 * slowly changes on the machine meets all alike. The first rounds do not count.
 */
export async function measureInTurns(
  options: MeasureOptions,
): Promise<ReadonlyMap<string, Measured>> {
  const { subjects, rounds, discarded, random } = options;
  const kept = new Map(
    subjects.map(({ name }) => [
      name,
      {
        rounds: [] as Round[],
        pool: createHistogram({ lowest: 1, highest: 600_000_000 }),
      },
    ]),
  );
  let order: readonly Subject[] = [];
  for (let round = 0; round < rounds; round += 1) {
    order = round % 2 ? order.toReversed() : shuffled(subjects, random);
    for (const subject of order) {
      await subject.prepare?.();
      const isCounted = round >= discarded;
      const { latencies, ...measured } = await runRound(subject, {
        ...options,
        milliseconds: isCounted
          ? options.milliseconds
          : options.milliseconds / 2,
      });
      if (isCounted) {
        const { rounds: counted, pool } = kept.get(subject.name)!;
        counted.push(measured);
        pool.add(latencies);
      }
    }
  }
  return new Map(
    [...kept].map(([name, { rounds: counted, pool }]) => [
      name,
      {
        ...summaryOf(counted),
        pooledP95: pool.percentile(95) / 1_000,
        pooledP99: pool.percentile(99) / 1_000,
      },
    ]),
  );
}

async function runRound(subject: Subject, options: MeasureOptions) {
  const { visit, shape, backend, name } = subject;
  const calls = await options.countUpstreamCalls();
  const cpu = backend?.cpuSeconds();
  const { latencies, visits, seconds, bytes, failures, problem } =
    await runLoad(visit, shape, options.milliseconds);
  if (visits === 0) {
    throw new Error(`${name}: no visit succeeded: ${problem}`);
  }
  return {
    latencies,
    p50: latencies.percentile(50) / 1_000,
    p95: latencies.percentile(95) / 1_000,
    p99: latencies.percentile(99) / 1_000,
    visits,
    failures,
    problem,
    perSecond: visits / seconds,
    cpuSecondsPerThousand:
      backend && cpu !== undefined
        ? ((backend.cpuSeconds() - cpu) / visits) * 1_000
        : undefined,
    upstreamCalls: (await options.countUpstreamCalls()) - calls,
    bytes,
  };
}

function summaryOf(rounds: readonly Round[]) {
  const sum = (value: (round: Round) => number) =>
    rounds.reduce((total, round) => total + value(round), 0);
  const visits = sum(round => round.visits);
  const cpu = rounds.flatMap(
    ({ cpuSecondsPerThousand }) => cpuSecondsPerThousand ?? [],
  );
  return {
    p50: figureOf(rounds.map(({ p50 }) => p50)),
    p95: figureOf(rounds.map(({ p95 }) => p95)),
    p99: figureOf(rounds.map(({ p99 }) => p99)),
    visits,
    failures: sum(round => round.failures),
    problem: rounds.find(({ problem }) => problem)?.problem,
    perSecond: figureOf(rounds.map(({ perSecond }) => perSecond)),
    cpuSecondsPerThousand: cpu.length > 0 ? figureOf(cpu) : undefined,
    upstreamCallsPerVisit: sum(round => round.upstreamCalls) / visits,
    bytesPerVisit: Math.round(sum(round => round.bytes) / visits),
  };
}
