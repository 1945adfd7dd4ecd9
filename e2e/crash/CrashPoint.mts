/**
 * How a process dies at a place: before it has an effect; after it, before the process hears of it; or so that the
 * request gets through only when the successor makes the same one.
 */
export type Death = 'before' | 'after' | 'late';

/** A place where the process of an operation can die. */
export interface CrashPoint {
  /** Such as `phase commit running` for a row, or `github PATCH git/refs/heads/main` for a request. */
  readonly place: string;
  readonly death: Death;
}

/** What is at a place. */
export const placeTypes = [
  'engine',
  'phase',
  'checkpoint',
  'github',
  'argo-cd',
] as const;

/** See {@link placeTypes}. */
export type PlaceType = (typeof placeTypes)[number];

/** What is done to services in this test. */
export const kinds = [
  'deploy',
  'undo of a deploy',
  'promote',
  'roll-back',
  'deploy by pull request',
] as const;

/** See {@link kinds}. */
export type Kind = (typeof kinds)[number];

const phases = ['commit', 'merge', 'refresh', 'sync', 'rollout', 'healthy'];

const branchRequests = [
  'github POST git/trees',
  'github POST git/commits',
  'github PATCH git/refs/heads/main',
];

const pullRequests = [
  'github POST git/trees',
  'github POST git/commits',
  'github POST git/refs',
  'github POST pulls',
];

const argoCdRequests = ['argo-cd PATCH refresh', 'argo-cd PATCH sync'];

/** What is noted of each run, each of it once. */
export const notes: readonly string[] = [
  'engine accepted',
  'checkpoint begun',
  'engine running',
  ...phases.flatMap(phase => [
    `phase ${phase} running`,
    `phase ${phase} succeeded`,
    `checkpoint ${phase}`,
  ]),
  'engine succeeded',
  'checkpoint finish',
  'checkpoint ended',
];

/**
 * What the engine notes for itself when the operation is over. Who dies before that leaves it out: there is nothing for
 * anybody to go on with.
 */
export const lastNotes = notes.slice(notes.indexOf('engine succeeded') + 1);

/** What a run asks for outside of the portal. Each check of a run fails where this is not all. */
export function requestsOf(kind: Kind): readonly string[] {
  const gitHub =
    kind === 'deploy by pull request' ? pullRequests : branchRequests;
  return [...gitHub, ...argoCdRequests];
}

/** How places are counted. */
export function typeOfPlace(place: string): PlaceType {
  const found = placeTypes.find(type => place.startsWith(`${type} `));
  if (!found) {
    throw new Error(`There is no such place: ${place}`);
  }
  return found;
}

/** Whether something outside of the portal is asked for at a place. */
export function isRequest(place: string): boolean {
  return ['github', 'argo-cd'].includes(typeOfPlace(place));
}

/** All points of a kind. */
export function pointsOf(kind: Kind): CrashPoint[] {
  return [...notes, ...requestsOf(kind)].flatMap(place => {
    const deaths: Death[] = isRequest(place)
      ? ['before', 'after', 'late']
      : ['before', 'after'];
    return deaths.map(death => ({ place, death }));
  });
}

/**
 * Where most is at stake: people see the effect, and nothing says so in the database. A choice of points begins with
 * these, so that it fails where what is there already is not looked for.
 */
export function crucialPointsOf(kind: Kind): CrashPoint[] {
  const isByPullRequest = kind === 'deploy by pull request';
  return [
    isByPullRequest ? 'github POST pulls' : 'github PATCH git/refs/heads/main',
    'argo-cd PATCH sync',
  ].map(place => ({ place, death: 'after' }));
}

/** Where a place is on the way of a run: of two points of one run, the later one has to come second. */
export function rankOf(place: string): number {
  const rank = notes.indexOf(place);
  if (rank >= 0) {
    return rank;
  }
  const phase = place.startsWith('github ')
    ? 'commit'
    : place.split(' ').at(-1);
  const requests = [...branchRequests, ...pullRequests, ...argoCdRequests];
  return (
    notes.indexOf(`phase ${phase} running`) +
    (1 + requests.lastIndexOf(place)) / (1 + requests.length)
  );
}

/** For tables and messages. */
export function describePoint({ place, death }: CrashPoint): string {
  return `${place} (${death})`;
}
