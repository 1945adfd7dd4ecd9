import { parseArgs } from 'node:util';

/** The parts of the measurement, in the order in which they run. */
export const phases = ['start', 'entity', 'fleet', 'freshness'] as const;

/** What is measured, and for how long. */
export interface Settings {
  readonly isQuick: boolean;
  readonly phases: readonly string[];
  /** In this order: what matters most comes first. */
  readonly sizes: readonly number[];
  readonly instances: readonly number[];
  readonly rounds: number;
  /** How many of the rounds are not counted. */
  readonly discarded: number;
  /** How long one load runs in one round that counts; half of it in the others. */
  readonly cellMilliseconds: number;
  /** The same for the open-loop loads, which make fewer visits. */
  readonly openCellMilliseconds: number;
  readonly concurrencies: readonly number[];
  /** How many visits per second the open-loop loads begin. */
  readonly visitsPerSecond: number;
  readonly delaysMilliseconds: readonly number[];
  readonly callers: number;
  readonly changes: number;
  readonly changesPerSecond: number;
  readonly port: number;
  /** After so long, what was not begun is left out. */
  readonly minutes: number;
}

const full = {
  sizes: [10_000, 1_000, 5_000],
  rounds: 5,
  discarded: 2,
  cellMilliseconds: 800,
  openCellMilliseconds: 1_600,
  concurrencies: [1, 20, 100],
  visitsPerSecond: 25,
  delaysMilliseconds: [5, 30],
  callers: 1_000,
  changes: 1_000,
  minutes: 24,
};

const quick = {
  sizes: [1_000],
  rounds: 2,
  discarded: 1,
  cellMilliseconds: 400,
  openCellMilliseconds: 400,
  concurrencies: [1, 20],
  visitsPerSecond: 25,
  delaysMilliseconds: [30],
  callers: 200,
  changes: 200,
  minutes: 3,
};

function numbersOf(text: string | undefined): number[] | undefined {
  return text?.split(',').map(Number);
}

/** Reads the command line; what it does not say is that of the full run, or of the quick one. */
export function readSettings(args: readonly string[]): Settings {
  const { values } = parseArgs({
    args: [...args],
    options: {
      quick: { type: 'boolean', default: false },
      only: { type: 'string' },
      sizes: { type: 'string' },
      instances: { type: 'string' },
      rounds: { type: 'string' },
      discarded: { type: 'string' },
      minutes: { type: 'string' },
      port: { type: 'string', default: '17300' },
    },
  });
  const preset = values.quick ? quick : full;
  const rounds = Number(values.rounds ?? preset.rounds);
  const discarded = Number(values.discarded ?? preset.discarded);
  if (!(rounds > discarded)) {
    throw new Error(
      `Of ${rounds} rounds ${discarded} are discarded: nothing would be left.`,
    );
  }
  return {
    ...preset,
    isQuick: values.quick,
    phases: values.only?.split(',') ?? phases,
    sizes: numbersOf(values.sizes) ?? preset.sizes,
    instances: numbersOf(values.instances) ?? [1, 3],
    rounds,
    discarded,
    changesPerSecond: 50,
    port: Number(values.port),
    minutes: Number(values.minutes ?? preset.minutes),
  };
}
