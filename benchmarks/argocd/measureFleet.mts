import { gzipSync } from 'node:zlib';
import { applicationOf, type ApplicationResource } from './applicationOf.mts';
import type { Backends } from './Backends.mts';
import type { Card } from './cards.mts';
import { checkSeen, seenInApplications, type Seen } from './checkAnswer.mts';
import { instanceName, teamOf, type Fleet } from './fleet.mts';
import { readCard, visitCard, type Measurement } from './Measurement.mts';
import { measureInTurns, type Subject } from './measureInTurns.mts';

const team = teamOf(0);
const inTeam = ({ metadata }: ApplicationResource) =>
  metadata.labels.team === team;
const shape = { type: 'closed', concurrency: 1 } as const;

interface FleetCard {
  readonly name: string;
  readonly kind: 'portal' | 'roadie' | 'community';
  readonly card: Card;
  /** Which applications the answer is about. */
  readonly holds: (application: ApplicationResource) => boolean;
}

function cardsOf({ instances }: Fleet): FleetCard[] {
  const everywhere = (path: (instance: string) => string) => [
    Array.from({ length: instances }, (_, instance) =>
      path(instanceName(instance)),
    ),
  ];
  const selector = (text: string) => encodeURIComponent(text);
  const all = () => true;
  const page = '/api/argocd/v1/deployments?limit=50';
  const roadie = '/api/argocd';
  const community = '/api/backstage-community-argocd/argoInstance';
  const cached = '/api/cached/backstage-community-argocd/argoInstance';
  const ofTeam = `applications/selector/${selector(`team=${team}`)}`;
  const ofAll = `applications/selector/${selector(
    'app.kubernetes.io/part-of=benchmark',
  )}`;
  return [
    // prettier-ignore
    { name: 'portal, my team', kind: 'portal', card: [[`${page}&owner=group:default/${team}`]], holds: inTeam },
    // prettier-ignore
    { name: 'portal, all that is Degraded', kind: 'portal', card: [[`${page}&health=Degraded`]], holds: ({ status }) => status.health.status === 'Degraded' },
    // prettier-ignore
    { name: 'portal, all', kind: 'portal', card: [[page]], holds: all },
    // prettier-ignore
    { name: 'roadie, my team', kind: 'roadie', card: everywhere(instance => `${roadie}/argoInstance/${instance}/${ofTeam}`), holds: inTeam },
    // prettier-ignore
    { name: 'roadie, all', kind: 'roadie', card: everywhere(instance => `${roadie}/allArgoApps/${instance}`), holds: all },
    // prettier-ignore
    { name: 'community, my team', kind: 'community', card: everywhere(instance => `${community}/${instance}/${ofTeam}`), holds: inTeam },
    // prettier-ignore
    { name: 'community, all', kind: 'community', card: everywhere(instance => `${community}/${instance}/${ofAll}`), holds: all },
    // prettier-ignore
    { name: 'community, my team + 30 s cache', kind: 'community', card: everywhere(instance => `${cached}/${instance}/${ofTeam}`), holds: inTeam },
    // prettier-ignore
    { name: 'community, all + 30 s cache', kind: 'community', card: everywhere(instance => `${cached}/${instance}/${ofAll}`), holds: all },
  ];
}

function truthOf(fleet: Fleet, holds: FleetCard['holds']): Seen[] {
  const applications = Array.from({ length: fleet.applications }, (_, index) =>
    applicationOf(fleet, index),
  );
  return seenInApplications({ items: applications.filter(holds) });
}

/** F7: what reading and writing the bytes of an answer takes alone. */
function measureBytes(
  { results }: Measurement,
  fleet: Fleet,
  { name, answers }: { readonly name: string; readonly answers: unknown[] },
): void {
  const values: number[] = [];
  for (let count = 0; count < 5; count += 1) {
    const began = performance.now();
    gzipSync(JSON.stringify(JSON.parse(JSON.stringify(answers))));
    values.push(performance.now() - began);
  }
  results.addFact({
    phase: 'fleet',
    fleet,
    subject: 'F7 parse, serialise, compress',
    what: name,
    unit: 'ms',
    values: values.slice(2),
  });
}

async function check(
  measurement: Measurement,
  fleet: Fleet,
  options: FleetCard & { readonly backends: Backends },
): Promise<void> {
  const { name, kind, card, holds, backends } = options;
  const { laboratory } = measurement;
  const token = laboratory.callers[0];
  const answers = await readCard(laboratory, backends[kind], { card, token });
  const expected = truthOf(fleet, holds);
  measureBytes(measurement, fleet, { name, answers });
  if (kind !== 'portal') {
    checkSeen(answers.flatMap(seenInApplications), expected, name);
    return;
  }
  // The contract of the portal's route.
  const [{ items, totalItems }] = answers as {
    totalItems: number;
    items: { application: { name: string } }[];
  }[];
  const known = new Set(expected.map(application => application.name));
  const isRight = items.every(({ application }) => known.has(application.name));
  const page = Math.min(50, expected.length);
  if (totalItems !== expected.length || items.length !== page || !isRight) {
    throw new Error(
      `${name} shows ${items.length} of ${totalItems}, expected ${page} of ${expected.length}`,
    );
  }
}

/** P9: a list of what all services run. */
export async function measureFleet(
  measurement: Measurement,
  fleet: Fleet,
  backends: Backends,
): Promise<void> {
  const { laboratory, settings, results, random, say } = measurement;
  const token = laboratory.callers[0];
  const subjects: Subject[] = [];
  for (const fleetCard of cardsOf(fleet)) {
    const { name, kind, card } = fleetCard;
    const backend = backends[kind];
    try {
      await check(measurement, fleet, { ...fleetCard, backends });
    } catch (error) {
      results.leaveOut(`fleet of ${fleet.applications}: ${name}`, `${error}`);
      say(`left out ${name}: ${String(error).slice(0, 300)}`);
      continue;
    }
    const visit = async () =>
      await visitCard(laboratory, backend, { card, token });
    subjects.push({ name, backend, shape, visit });
  }
  const raw: [string, string][] = [
    ['F6 Argo CD, my team', `selector=${encodeURIComponent(`team=${team}`)}`],
    [
      'F6 Argo CD, all, five fields',
      'fields=items.metadata.name,items.metadata.labels,items.spec.project,items.status.sync.status,items.status.health.status',
    ],
  ];
  for (const [name, query] of raw) {
    const url = `${laboratory.argoCdUrl(0)}/applications?${query}`;
    subjects.push({
      name,
      shape,
      visit: async () =>
        (await laboratory.client.get({ url, token: laboratory.argoCdToken }))
          .bytes,
    });
  }
  const measured = await measureInTurns({
    subjects,
    rounds: settings.rounds,
    discarded: settings.discarded,
    milliseconds: settings.cellMilliseconds,
    random,
    countUpstreamCalls: async () => await laboratory.countArgoCdCalls(),
  });
  results.addLoads(
    { phase: 'fleet', fleet, delayMilliseconds: 0, load: '1 at once' },
    measured,
  );
}
