import type { Backends } from './Backends.mts';
import { communityCard, portalCard, roadieCard, type Card } from './cards.mts';
import {
  checkSeen,
  seenInApplications,
  seenInPortal,
  truthOf,
} from './checkAnswer.mts';
import { entitySubjects, type EntitySubject } from './entitySubjects.mts';
import { servicesOf, type Fleet } from './fleet.mts';
import { readCard, visitCard, type Measurement } from './Measurement.mts';
import { measureInTurns } from './measureInTurns.mts';
import type { LoadShape } from './runLoad.mts';

const checkedServices = 25;

/** P8: what runs of one service, asked of the portal, of the public plugins, and of the floors. */
export async function measureEntity(
  measurement: Measurement,
  fleet: Fleet,
  options: { readonly backends: Backends; readonly isDetailed: boolean },
): Promise<void> {
  const { say } = measurement;
  const { backends, isDetailed } = options;
  await measureFirstAnswers(measurement, fleet, backends);
  await checkBodies(measurement, fleet, backends);
  say('the answers are right');
  const subjects = entitySubjects(measurement, fleet, backends);
  await measureLoads(measurement, fleet, { subjects, isDetailed });
  if (isDetailed && fleet.instances > 1) {
    await measureDelays(measurement, fleet, subjects);
  }
}

function cardsOf(fleet: Fleet): Readonly<Record<string, (s: number) => Card>> {
  return {
    portal: portalCard,
    roadie: service => roadieCard(fleet, service),
    community: service => communityCard(fleet, service),
  };
}

/** Cold: what the first visitor after the start waits. */
async function measureFirstAnswers(
  { laboratory, results }: Measurement,
  fleet: Fleet,
  backends: Backends,
): Promise<void> {
  for (const [name, card] of Object.entries(cardsOf(fleet))) {
    if (name === 'portal') {
      // It was asked already, to see whether it is live.
      continue;
    }
    const began = performance.now();
    await visitCard(laboratory, backends[name], {
      card: card(0),
      token: laboratory.callers[0],
    });
    results.addFact({
      phase: 'entity',
      fleet,
      subject: name,
      what: 'first answer after the start',
      unit: 'ms',
      values: [performance.now() - began],
    });
  }
}

async function checkBodies(
  { laboratory, random }: Measurement,
  fleet: Fleet,
  backends: Backends,
): Promise<void> {
  const cards = cardsOf(fleet);
  for (const [name, backend] of Object.entries(backends)) {
    const card = cards[name.split(',')[0]];
    if (!card) {
      continue;
    }
    const read = name === 'portal' ? seenInPortal : seenInApplications;
    for (let count = 0; count < checkedServices; count += 1) {
      const service = Math.floor(random() * servicesOf(fleet));
      const answers = await readCard(laboratory, backend, {
        card: card(service),
        token: laboratory.callers[0],
      });
      const seen = answers.flatMap(answer => read(answer));
      checkSeen(seen, truthOf(fleet, service), name);
    }
  }
}

async function measureLoads(
  measurement: Measurement,
  fleet: Fleet,
  options: {
    readonly subjects: readonly EntitySubject[];
    readonly isDetailed: boolean;
    readonly delayMilliseconds?: number;
  },
): Promise<void> {
  const { laboratory, settings, results, random, say } = measurement;
  const { subjects, isDetailed, delayMilliseconds = 0 } = options;
  const shapes: LoadShape[] = [
    { type: 'open', perSecond: settings.visitsPerSecond },
    ...settings.concurrencies.map(concurrency => ({
      type: 'closed' as const,
      concurrency,
    })),
  ];
  for (const shape of shapes) {
    const load =
      shape.type === 'open'
        ? `${shape.perSecond} visits/s`
        : `${shape.concurrency} at once`;
    const isMain = shape.type === 'open' || shape.concurrency === 20;
    if (!isMain && (!isDetailed || delayMilliseconds > 0)) {
      continue;
    }
    const measured = await measureInTurns({
      subjects: subjects
        .filter(({ isEssential }) => isEssential || (isDetailed && isMain))
        .map(subject => ({ ...subject, shape })),
      rounds: settings.rounds,
      discarded: settings.discarded,
      milliseconds:
        shape.type === 'open'
          ? settings.openCellMilliseconds
          : settings.cellMilliseconds,
      random,
      countUpstreamCalls: async () => await laboratory.countArgoCdCalls(),
    });
    results.addLoads(
      { phase: 'entity', fleet, delayMilliseconds, load },
      measured,
    );
    say(`measured ${load}, ${delayMilliseconds} ms to Argo CD`);
  }
}

/** The same with a distance between the backends and Argo CD, for those who may feel it. */
async function measureDelays(
  measurement: Measurement,
  fleet: Fleet,
  subjects: readonly EntitySubject[],
): Promise<void> {
  const { laboratory, settings } = measurement;
  for (const delayMilliseconds of settings.delaysMilliseconds) {
    await laboratory.orderArgoCd({ delayMilliseconds });
    await measureLoads(measurement, fleet, {
      subjects: subjects.filter(({ name }) =>
        ['portal, Zipf', 'roadie', 'community'].includes(name),
      ),
      isDetailed: false,
      delayMilliseconds,
    });
  }
  await laboratory.orderArgoCd({});
}
