import { Simulation } from './Simulation';
import { kindsOfWeather } from './Weather';

/** Things that happen at one moment. */
type Incident = (simulation: Simulation) => Promise<void> | void;

const incidents: readonly (readonly [string, Incident])[] = [
  ['compaction', ({ cluster }) => cluster.compact()],
  ['backup', ({ cluster }) => cluster.takeBackup()],
  ['new token', ({ server }) => server.rotateToken()],
  [
    'new token, and all connections reset',
    ({ server }) => {
      server.rotateToken();
      server.resetAll();
    },
  ],
  ['pages forgotten', ({ server }) => server.forgetPages()],
  ['all connections reset', ({ server }) => server.resetAll()],
  ['all connections half-open', ({ server }) => server.silenceAll()],
  [
    'restore',
    async simulation => {
      const { cluster, random, server, weather } = simulation;
      const { kind } = weather;
      weather.kind = 'no connection';
      cluster.restore();
      if (server.hasHalfOpen) {
        server.record.deceived('restore');
      }
      server.record.reasonsToList++;
      server.resetAll();
      await simulation.pass(random.between(6, 40));
      weather.kind = kind;
    },
  ],
  [
    'collection removed and added',
    async simulation => {
      const { cluster, random } = simulation;
      cluster.removeCollection();
      await simulation.pass(random.between(5, 60));
      cluster.addCollection();
    },
  ],
  [
    'forbidden',
    async simulation => {
      const { random, server } = simulation;
      server.forbid(true);
      if (random.chance(0.5)) {
        server.resetAll();
      }
      await simulation.pass(random.between(10, 60));
      server.forbid(false);
    },
  ],
];

/** Most servers stream lists; some refuse, and a few take such a request for a watch. */
const serverKinds = [
  ...Array<'known'>(9).fill('known'),
  ...Array<'refused'>(3).fill('refused'),
  'taken for a watch',
] as const;

/** Long enough for a half-open connection to be noticed, and for the longest wait. */
const secondsOfCalm = 240;

/** Runs one reflector through the faults of a seed, then lets everything come to rest. Returns what did not hold. */
export async function runSeed(
  seed: number,
  log?: (line: string) => void,
): Promise<string[]> {
  const simulation = new Simulation({
    seed,
    log,
    streamingLists: serverKinds[seed % serverKinds.length],
    objects: seed % 11,
  });
  const { random, weather } = simulation;
  // From two changes a second to one in two minutes.
  const pace = random.pick([500, 2_000, 8_000, 30_000, 120_000]);
  const stopChanges = keepChanging(simulation, pace);
  const episodes = 4 + Math.floor(random.between(0, 5));
  for (let episode = 0; episode < episodes; episode++) {
    weather.kind = random.pick(kindsOfWeather);
    simulation.log(`weather: ${weather.kind}`);
    await simulation.pass(random.between(2, 60));
    if (random.chance(0.6)) {
      const [name, happen] = random.pick(incidents);
      simulation.log(`incident: ${name}`);
      await happen(simulation);
    }
  }
  weather.kind = 'calm';
  stopChanges();
  await simulation.pass(secondsOfCalm);
  return simulation.finish();
}

function keepChanging(
  { clock, cluster, random }: Simulation,
  averageMilliseconds: number,
): () => void {
  let callOff = () => {};
  const changeLater = () => {
    callOff = clock.schedule(() => {
      const name = `thing-${Math.floor(random.between(0, 12))}`;
      if (cluster.has(name) && random.chance(0.3)) {
        cluster.remove(name);
        if (random.chance(0.5)) {
          cluster.put(name);
        }
      } else {
        cluster.put(name);
      }
      changeLater();
    }, random.between(0, 2 * averageMilliseconds));
  };
  changeLater();
  return () => callOff();
}
