import { setTimeout as sleep } from 'node:timers/promises';
import {
  crucialPointsOf,
  describePoint,
  pointsOf,
  rankOf,
  type CrashPoint,
  type Kind,
} from './CrashPoint.mts';
import { Lane, type RunReport } from './Lane.mts';
import { serviceOf } from './services.mts';
import { randomOf, shuffle } from './shuffle.mts';
import { World } from './World.mts';

/** Services that do the same kinds of operations, in this order, again and again. */
interface LaneGroup {
  readonly name: string;
  readonly kinds: readonly Kind[];
  readonly isProtected?: boolean;
}

const groups: readonly LaneGroup[] = [
  { name: 'deployed', kinds: ['deploy', 'undo of a deploy'] },
  { name: 'promoted', kinds: ['promote', 'roll-back'] },
  { name: 'guarded', kinds: ['deploy by pull request'], isProtected: true },
];

/** Options of {@link runSweep}. */
export interface SweepOptions {
  readonly postgres: string;
  readonly kubeConfigFile: string;
  readonly kubectl: string;
  readonly seed: number;
  /** How many services each group has, in the order deployed, promoted, guarded. */
  readonly services: readonly number[];
  /** How many points of each kind are taken; all of them without it. */
  readonly pointsOfKind?: number;
  /** At how many points the processes of one operation die. */
  readonly pointsOfRun: number;
  /** How long others are waited for, before the process of one that has come to its point is killed. */
  readonly graceMilliseconds: number;
  log(message: string): void;
}

/** What a sweep has found. */
export interface SweepReport {
  readonly seed: number;
  readonly runs: readonly RunReport[];
  readonly kills: number;
  readonly hits: number;
  /** What was wrong that belongs to no single operation. */
  readonly problems: readonly string[];
  readonly minutes: number;
}

const patienceMilliseconds = 300_000;

/** Does operations while the portal dies at each of the points, again and again, and looks whether each was done once. */
export async function runSweep(options: SweepOptions): Promise<SweepReport> {
  const startedAt = performance.now();
  const { seed, log } = options;
  const random = randomOf(seed);
  const named = groups.map((group, index) => ({
    ...group,
    services: Array.from({ length: options.services[index] }, (_, position) =>
      serviceOf(`${group.name}-${position + 1}-${seed}`, {
        isProtected: group.isProtected,
      }),
    ),
  }));
  const world = await World.start({
    ...options,
    services: named.flatMap(({ services }) => services),
  });
  try {
    log('Waiting until everything runs');
    const ofGroups = await Promise.all(
      named.map(group =>
        runGroup(world, {
          ...options,
          kinds: group.kinds,
          services: group.services.map(({ name }) => name),
          random,
        }),
      ),
    );
    const all = ofGroups.flatMap(({ reports }) => reports);
    const { kills, hits } = world.ambush;
    const problems = [
      ...ofGroups.flatMap(group => group.problems),
      ...(await checkEnd(world, all)),
    ];
    const minutes = (performance.now() - startedAt) / 60_000;
    return { seed, runs: all, kills, hits, problems, minutes };
  } finally {
    await world.stop();
  }
}

interface GroupOptions
  extends Pick<SweepOptions, 'pointsOfKind' | 'pointsOfRun' | 'log'> {
  readonly kinds: readonly Kind[];
  readonly services: readonly string[];
  readonly random: () => number;
}

/** Lets the services of a group take the points of its kinds, until none is left. */
async function runGroup(
  world: World,
  options: GroupOptions,
): Promise<{ reports: RunReport[]; problems: string[] }> {
  const { kinds, random, pointsOfKind, pointsOfRun, log } = options;
  const queues = new Map(
    kinds.map(kind => {
      const points = choosePoints(kind, { random, count: pointsOfKind });
      return [kind, inRuns(points, pointsOfRun)];
    }),
  );
  const reports: RunReport[] = [];
  const isDone = () => [...queues.values()].every(({ length }) => length === 0);
  const work = async (service: string) => {
    await untilHealthy(world, service);
    const lane = await Lane.create(world, service);
    while (!isDone()) {
      for (const kind of kinds) {
        const queue = queues.get(kind) ?? [];
        const points = queue.shift() ?? [];
        const report = await lane.run({ kind, points });
        // What was out of reach behind another point is tried by itself.
        const again = points.length > 1 ? report.missed : [];
        queue.push(...again.map(point => [point]));
        const problems = [
          ...report.problems,
          ...(points.length > 1
            ? []
            : report.missed.map(
                point => `not come by: ${describePoint(point)}`,
              )),
        ];
        reports.push({ ...report, problems });
        log(lineOf(service, { ...report, problems }));
        if (problems.length > 0) {
          // What comes next would only say again that this was wrong. The others take its points.
          return;
        }
      }
    }
  };
  const problems: string[] = [];
  await Promise.all(
    options.services.map(service =>
      // The others go on with its points.
      work(service).catch(error => {
        problems.push(`${service} gave up: ${error}`);
        log(`${service} gave up: ${error}`);
      }),
    ),
  );
  return {
    reports,
    problems: isDone() ? problems : [...problems, 'Some points were not tried'],
  };
}

/** Those where most is at stake, and others by chance; all, by chance, where it is not said how many. */
function choosePoints(
  kind: Kind,
  { random, count }: { random: () => number; count: number | undefined },
): CrashPoint[] {
  const all = shuffle(pointsOf(kind), random);
  if (count === undefined) {
    return all;
  }
  const crucial = crucialPointsOf(kind);
  const names = crucial.map(describePoint);
  const others = all.filter(point => !names.includes(describePoint(point)));
  return [...crucial, ...others].slice(0, count);
}

function inRuns(points: CrashPoint[], size: number): CrashPoint[][] {
  return Array.from({ length: Math.ceil(points.length / size) }, (_, index) =>
    points
      .slice(index * size, (index + 1) * size)
      .sort((a, b) => rankOf(a.place) - rankOf(b.place)),
  );
}

function lineOf(service: string, report: RunReport): string {
  const { kind, points, missed, problems, seconds, takeOvers } = report;
  const died = points.filter(point => !missed.includes(point));
  return [
    `${service} ${kind}: ${problems.length ? 'WRONG' : 'done once'}`,
    `${seconds.toFixed(0)} s, ${takeOvers} taken over`,
    ...died.map(describePoint),
    ...problems.map(problem => `\n    ${problem}`),
  ].join(', ');
}

async function untilHealthy(world: World, service: string): Promise<void> {
  const giveUpAt = performance.now() + patienceMilliseconds;
  const isHealthy = async (environment: string) => {
    const { status } =
      (await world.application(`${service}-${environment}`)) ?? {};
    return (
      status?.sync?.status === 'Synced' && status.health?.status === 'Healthy'
    );
  };
  while (!((await isHealthy('staging')) && (await isHealthy('production')))) {
    if (performance.now() > giveUpAt) {
      throw new Error(`${service} does not come up`);
    }
    await sleep(500);
  }
}

/** What has to be when everything is over: nothing is left, and nothing is there that nobody asked for. */
async function checkEnd(
  world: World,
  runs: readonly RunReport[],
): Promise<string[]> {
  world.ambush.assertWorks();
  const { rows } = await world.database.query<{
    operations: number;
    open: number;
    pending: number;
  }>(
    `select
       (select count(*)::int from operations) as operations,
       (select count(*)::int from operations where status in ('waiting', 'accepted', 'running')) as open,
       (select count(*)::int from dbos.workflow_status w
        where w.status <> 'SUCCESS' and not exists (
          select from operations o
          where o.status = 'succeeded' and w.workflow_uuid = o.id || '/1'
        )) as pending`,
  );
  const [found] = rows;
  return [
    ...(found.operations === runs.length
      ? []
      : [`${found.operations} operations for ${runs.length} requests`]),
    ...(found.open ? [`${found.open} operations are left open`] : []),
    ...(found.pending
      ? [`${found.pending} runs are left that are of no operation that is over`]
      : []),
  ];
}
