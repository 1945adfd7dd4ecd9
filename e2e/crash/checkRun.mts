import { setTimeout as sleep } from 'node:timers/promises';
import type { Application } from '../../packages/sandbox/src/players/argoCd/application.ts';
import { lastNotes, notes, requestsOf, type Kind } from './CrashPoint.mts';
import { readPullRequests } from './mergePullRequests.mts';
import type { World } from './World.mts';

/** What has to be after an operation. */
export interface Expectation {
  readonly service: string;
  readonly kind: Kind;
  readonly key: string;
  /** The version that runs. */
  readonly version: string;
  /** How many commits the branch has. */
  readonly commits: number;
  /** How often the application was deployed. */
  readonly deployments: number;
}

/** Argo CD compares again when it comes to it. */
const patienceMilliseconds = 120_000;

/** How long the engine has for what it notes for itself, when the operation is over. */
const lastNotesMilliseconds = 3_000;

/** Whether an operation was done once, wholly, and nothing else was. Tells what is not so. */
export async function checkRun(
  world: World,
  expected: Expectation,
): Promise<string[]> {
  const { rows } = await world.database.query<{ id: string }>(
    'select id from operations where idempotency_key = $1',
    [expected.key],
  );
  if (rows.length !== 1) {
    return [`${rows.length} operations were made of one request`];
  }
  const [{ id }] = rows;
  const ofRow = await checkRow(world, id);
  if (ofRow.length > 0) {
    // Everything else follows from that.
    return ofRow;
  }
  const found = await Promise.all([
    checkNotes(world, expected.key),
    checkRepository(world, expected, id),
    checkApplication(world, expected, id),
  ]);
  return found.flat();
}

function compare(what: string, found: unknown, expected: unknown): string[] {
  const [left, right] = [found, expected].map(value => JSON.stringify(value));
  return left === right ? [] : [`${what}: ${left} instead of ${right}`];
}

async function checkRow(world: World, id: string): Promise<string[]> {
  const { rows } = await world.database.query(
    `select status, problem, attempt,
       array(select p.status from operation_phases p where p.operation_id = o.id order by p.position) as phases
     from operations o where id = $1`,
    [id],
  );
  return compare('its row', rows[0], {
    status: 'succeeded',
    problem: null,
    attempt: 1,
    phases: Array.from({ length: 6 }, () => 'succeeded'),
  });
}

/** Everything about a run is noted once: what was done twice would be noted twice. */
async function checkNotes(world: World, key: string): Promise<string[]> {
  const wanted = [...notes].sort();
  const read = async () => {
    const { rows } = await world.database.query<{ place: string }>(
      'select place from crash_passed where subject = $1',
      [key],
    );
    return rows.map(({ place }) => place).sort();
  };
  const enoughAt = performance.now() + lastNotesMilliseconds;
  const found = await until(
    read,
    places =>
      places.length >= wanted.length ||
      (performance.now() > enoughAt && !world.ambush.isArmed(key)),
  );
  const missing = wanted.filter(
    place => !found.includes(place) && !lastNotes.includes(place),
  );
  const doubled = found.filter((place, index) => found[index - 1] === place);
  return [
    ...missing.map(place => `not noted: ${place}`),
    ...doubled.map(place => `noted twice: ${place}`),
  ];
}

async function checkRepository(
  world: World,
  expected: Expectation,
  id: string,
): Promise<string[]> {
  const { service, kind, commits, version } = expected;
  const isByPullRequest = kind === 'deploy by pull request';
  const path = 'k8s/overlays/production/kustomization.yaml';
  const [trailers, count, overlay, pulls] = await Promise.all([
    world.git(
      service,
      'log',
      'main',
      '--format=%(trailers:key=Operation-Id,valueonly,separator=%x2C)',
    ),
    world.git(service, 'rev-list', '--count', 'main'),
    world.git(service, 'show', `main:${path}`),
    readPullRequests(world.gitHub, service, 'all'),
  ]);
  const isMarked = (text: string | null) => text?.includes(id) === true;
  return [
    ...compare(
      'commits with its marker',
      trailers.split('\n').filter(isMarked).length,
      1,
    ),
    ...compare('commits of the branch', Number(count), commits),
    ...compare(
      'pull requests with its marker',
      pulls.filter(({ body }) => isMarked(body)).length,
      isByPullRequest ? 1 : 0,
    ),
    ...compare('tag', /newTag: (\S+)/.exec(overlay)?.[1], version),
  ];
}

async function checkApplication(
  world: World,
  expected: Expectation,
  id: string,
): Promise<string[]> {
  const { service, version, deployments } = expected;
  const name = `${service}-production`;
  const application = await until(
    () => world.application(name),
    found =>
      found?.status?.sync?.status === 'Synced' &&
      found.status.health?.status === 'Healthy',
  );
  const { status } = application ?? {};
  const syncs = world.proxies.argoCd.changes.filter(
    change =>
      change.status < 300 &&
      change.path.includes(`/applications/${name}`) &&
      change.body.includes(id),
  );
  return [
    ...compare('sync', describeSync(application), 'Synced'),
    ...compare('health', status?.health?.status, 'Healthy'),
    ...compare('images', status?.summary?.images, [
      `ghcr.io/acme/${service}:${version}`,
    ]),
    ...compare('syncs that Argo CD was asked for', syncs.length, 1),
    ...compare(
      'the operation of the last sync',
      status?.operationState?.operation.info?.map(({ value }) => value),
      [id],
    ),
    // Argo CD keeps the last ten.
    ...compare(
      'deployments',
      status?.history?.length,
      Math.min(deployments, 10),
    ),
  ];
}

/** With what is not as Git says, and at which commit. */
function describeSync(application: Application | undefined): string {
  const { sync, resources = [] } = application?.status ?? {};
  return sync?.status === 'Synced'
    ? sync.status
    : [
        `${sync?.status} at ${sync?.revision}:`,
        ...resources
          .filter(({ status }) => status !== 'Synced')
          .map(({ kind, name }) => `${kind}/${name}`),
      ].join(' ');
}

/** What a run has asked for that nobody knew of: the list of points has to be complete. */
export function unknownRequests(kind: Kind, seen: readonly string[]): string[] {
  const known = requestsOf(kind);
  return [...new Set(seen)]
    .filter(place => !known.includes(place) && !notes.includes(place))
    .map(place => `a request that is not swept: ${place}`);
}

async function until<T>(
  read: () => Promise<T>,
  holds: (value: T) => boolean,
): Promise<T> {
  const giveUpAt = performance.now() + patienceMilliseconds;
  for (;;) {
    const value = await read();
    if (holds(value) || performance.now() > giveUpAt) {
      return value;
    }
    await sleep(250);
  }
}
