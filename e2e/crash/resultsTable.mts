import {
  kinds,
  pointsOf,
  placeTypes,
  typeOfPlace,
  type CrashPoint,
} from './CrashPoint.mts';
import type { RunReport } from './Lane.mts';
import type { SweepReport } from './runSweep.mts';

const titles = {
  engine: 'status of the operation',
  phase: 'phases',
  checkpoint: 'checkpoints',
  github: 'requests to GitHub',
  'argo-cd': 'requests to Argo CD',
};

/** The points at which the processes of a run have died. */
export function hitPoints({ points, missed }: RunReport): CrashPoint[] {
  return points.filter(point => !missed.includes(point));
}

/** What a sweep has found, in Markdown. */
export function resultsTable(report: SweepReport): string {
  const { seed, runs, kills, hits, minutes } = report;
  const takeOvers = runs.reduce((sum, run) => sum + run.takeOvers, 0);
  const wrong = runs.filter(({ problems }) => problems.length > 0);
  return [
    `Seed ${seed}: ${hits} points, ${kills} processes killed, ${
      runs.length
    } operations, ${takeOvers} times taken over by another process, ${
      wrong.length
    } operations wrong, ${minutes.toFixed(0)} minutes.`,
    '',
    `| operation | ${placeTypes
      .map(type => titles[type])
      .join(' | ')} | points | wrong |`,
    `| --- |${' ---: |'.repeat(placeTypes.length + 2)}`,
    ...kinds.map(kind => {
      const ofKind = runs.filter(run => run.kind === kind);
      const points = ofKind.flatMap(hitPoints);
      const counts = placeTypes.map(
        type =>
          points.filter(({ place }) => typeOfPlace(place) === type).length,
      );
      const cells = [
        kind,
        ...counts,
        `${points.length} of ${pointsOf(kind).length}`,
        ofKind.filter(({ problems }) => problems.length > 0).length,
      ];
      return `| ${cells.join(' | ')} |`;
    }),
  ].join('\n');
}
