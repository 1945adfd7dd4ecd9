import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Figure } from './measureInTurns.mts';
import type { LoadRow, ResultsContent } from './Results.mts';
import { format, targetRows } from './targetRows.mts';

const root = resolve(import.meta.dirname, '../..');
const begin = '<!-- results -->';
const end = '<!-- /results -->';

function table(
  head: readonly string[],
  rows: readonly (readonly string[])[],
): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const rule = head.map((_, index) => (index === 0 ? '---' : '--:'));
  return [line(head), line(rule), ...rows.map(line)].join('\n');
}

function ranged({ median, least, most }: Figure): string {
  return `${format(median)} (${format(least)}–${format(most)})`;
}

function loadTable(rows: readonly LoadRow[]): string {
  return table(
    [
      ...['', 'p50 ms', 'p95 ms', 'p99 ms, all rounds', 'visits/s'],
      ...['CPU s per 1,000', 'calls to Argo CD', 'bytes'],
    ],
    rows.map(row => [
      row.failures > 0
        ? `${row.subject} (${row.failures} of ${
            row.failures + row.visits
          } failed)`
        : row.subject,
      ranged(row.p50),
      ranged(row.p95),
      format(row.pooledP99),
      ranged(row.perSecond),
      row.cpuSecondsPerThousand ? ranged(row.cpuSecondsPerThousand) : '',
      format(row.upstreamCallsPerVisit),
      String(row.bytesPerVisit),
    ]),
  );
}

function loadSections({ loads }: ResultsContent): string[] {
  const titleOf = ({ phase, fleet, load, delayMilliseconds }: LoadRow) =>
    [
      phase === 'entity' ? 'One service' : 'Lists',
      `${fleet.applications} applications on ${fleet.instances}`,
      load,
      ...(phase === 'entity' ? [`${delayMilliseconds} ms to Argo CD`] : []),
    ].join(', ');
  const titles = [...new Set(loads.map(titleOf))];
  return titles.flatMap(title => [
    `### ${title}`,
    loadTable(loads.filter(row => titleOf(row) === title)),
  ]);
}

function factTable({ facts }: ResultsContent): string {
  const keys = [
    ...new Set(
      facts.map(({ fleet, subject, what, unit }) =>
        JSON.stringify([
          subject,
          fleet ? `${fleet.applications} on ${fleet.instances}` : '',
          what,
          unit,
        ]),
      ),
    ),
  ].toSorted();
  return table(
    ['', 'applications', 'what', 'values'],
    keys.map(key => {
      const [subject, fleetName, what, unit] = JSON.parse(key);
      const values = facts
        .filter(
          fact =>
            fact.subject === subject &&
            fact.what === what &&
            (fact.fleet
              ? `${fact.fleet.applications} on ${fact.fleet.instances}`
              : '') === fleetName,
        )
        .flatMap(fact => fact.values);
      const shown = values.map(value => format(value)).join(', ');
      return [subject, fleetName, what, `${shown} ${unit}`];
    }),
  );
}

/** Writes what was measured between the marks of the README. */
export function writeTables(content: ResultsContent): void {
  const { machine, versions, settings, measuredAt, leftOut } = content;
  const { rounds, discarded } = settings;
  const sections = [
    `${measuredAt.slice(0, 10)}, ${machine.processors} cores (${
      machine.model
    }), ${machine.memoryGigabytes} GB, ${machine.platform}, Node ${
      machine.node
    }; ${rounds} rounds of which ${discarded} are not counted, seed ${
      content.seed
    }. Medians of the rounds, with the least and the most of them.`,
    table(['package', 'version'], Object.entries(versions)),
    '### Figures to hold',
    table(
      ['', 'measured', ''],
      targetRows(content).map(({ target, measured, verdict }) => [
        target,
        measured,
        verdict,
      ]),
    ),
    ...loadSections(content),
    '### Start, memory, first reading, freshness',
    factTable(content),
    ...(leftOut.length > 0
      ? [
          '### Left out',
          leftOut.map(({ what, why }) => `- ${what}: ${why}`).join('\n'),
        ]
      : []),
  ];
  const file = join(import.meta.dirname, 'README.md');
  const readme = readFileSync(file, 'utf8');
  const head = readme.slice(0, readme.indexOf(begin) + begin.length);
  const tail = readme.slice(readme.indexOf(end));
  writeFileSync(file, `${head}\n\n${sections.join('\n\n')}\n\n${tail}`);
  // The format of the repository, which is checked.
  execFileSync(
    process.execPath,
    [
      resolve(root, 'node_modules/prettier/bin-prettier.js'),
      ...['--write', '--loglevel', 'warn', 'README.md', 'results.json'],
    ],
    { cwd: import.meta.dirname, stdio: 'inherit' },
  );
}
