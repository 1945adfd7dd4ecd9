import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Summary } from './statistics.mts';

/** What a measurement found out; times in milliseconds. */
export interface Results {
  readonly date: string;
  readonly machine: string;
  /** The load of the machine before it began. */
  readonly load: number;
  readonly rounds: number;
  readonly perRound: number;
  readonly concurrent: number;
  readonly floor: Summary;
  readonly accepting: Record<string, Summary>;
  readonly phases: Record<string, Summary>;
  readonly concurrency: Record<
    string,
    {
      acceptedMilliseconds: number;
      doneMilliseconds: number;
      /** How often a replica asked to come again in a moment. */
      refusals: number;
      accepting: Summary;
    }
  >;
  readonly recovery: Summary;
}

const start = '<!-- results -->';
const end = '<!-- end of results -->';

/** Writes the tables of the README from the results. */
export function writeTables(results: Results): void {
  const file = join(import.meta.dirname, 'README.md');
  const text = readFileSync(file, 'utf8');
  const before = text.slice(0, text.indexOf(start) + start.length);
  const after = text.slice(text.indexOf(end));
  writeFileSync(file, `${before}\n\n${tablesOf(results)}\n\n${after}`);
}

function tablesOf(results: Results): string {
  const { date, machine, load, rounds, perRound } = results;
  const rows = rowsOf(results);
  return [
    `${date}, ${machine}. Load before it began: ${load.toFixed(
      1,
    )}. ${rounds} rounds of ${perRound} after one that is not counted, in turns.`,
    '',
    ...rows.map(cells => `| ${cells.join(' | ')} |`),
    '',
    `The floor, a route of the same backend that asks who is there and nothing else: p50 ${milliseconds(
      results.floor.p50,
    )}, p95 ${milliseconds(results.floor.p95)}.`,
  ].join('\n');
}

function rowsOf(results: Results): string[][] {
  const operation = 'operation';
  const task = 'scaffolder task';
  const { concurrent } = results;
  return [
    ['', operation, task, 'to hold'],
    ['---', '---:', '---:', '---:'],
    [
      'accepted, p50',
      milliseconds(results.accepting[operation].p50),
      milliseconds(results.accepting[task].p50),
      '',
    ],
    [
      'accepted, p95',
      milliseconds(results.accepting[operation].p95),
      milliseconds(results.accepting[task].p95),
      '300 ms',
    ],
    [
      'a phase that does nothing, p50',
      milliseconds(results.phases[operation].p50),
      milliseconds(results.phases[task].p50),
      '',
    ],
    [
      'a phase that does nothing, p95',
      milliseconds(results.phases[operation].p95),
      milliseconds(results.phases[task].p95),
      '20 ms',
    ],
    [
      `${concurrent} at once on two replicas: all accepted after`,
      seconds(results.concurrency[operation].acceptedMilliseconds),
      seconds(results.concurrency[task].acceptedMilliseconds),
      '',
    ],
    [
      `${concurrent} at once on two replicas: all done after`,
      seconds(results.concurrency[operation].doneMilliseconds),
      seconds(results.concurrency[task].doneMilliseconds),
      '',
    ],
    [
      'meanwhile, answers “try again in a moment”',
      String(results.concurrency[operation].refusals),
      String(results.concurrency[task].refusals),
      '0',
    ],
    [
      'killed in a phase: begun again by the other replica after, median',
      seconds(results.recovery.p50),
      'not at all by default',
      '',
    ],
    ['the same, longest', seconds(results.recovery.most), '', ''],
  ];
}

function milliseconds(value: number): string {
  return `${value.toFixed(value < 10 ? 1 : 0)} ms`;
}

function seconds(value: number): string {
  return `${(value / 1000).toFixed(1)} s`;
}
