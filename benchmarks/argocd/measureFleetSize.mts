import type { BackendProcess } from './BackendProcess.mts';
import type { Backends } from './Backends.mts';
import type { Fleet } from './fleet.mts';
import type { Contender } from './Laboratory.mts';
import { measureEntity } from './measureEntity.mts';
import { measureFleet } from './measureFleet.mts';
import { measureFreshness } from './measureFreshness.mts';
import type { Measurement } from './Measurement.mts';
import { waitUntilLive } from './waitUntilLive.mts';

/** Measures all that is asked of backends over one number of applications and instances. */
export async function measureFleetSize(
  measurement: Measurement,
  fleet: Fleet,
): Promise<void> {
  const { laboratory, settings, attempt, say } = measurement;
  const name = `${fleet.applications} applications on ${fleet.instances}`;
  const isDetailed = fleet.applications === Math.max(...settings.sizes);
  await laboratory.orderArgoCd({ fleet });
  await laboratory.seed(fleet);
  const backends = await startBackends(measurement, fleet, isDetailed);
  try {
    await waitUntilLive(laboratory, backends.portal);
    const parts: [string, () => Promise<void>][] = [
      [
        'entity',
        async () =>
          await measureEntity(measurement, fleet, { backends, isDetailed }),
      ],
      ['fleet', async () => await measureFleet(measurement, fleet, backends)],
      [
        'freshness',
        async () => await measureFreshness(measurement, fleet, backends.portal),
      ],
    ];
    for (const [part, work] of parts) {
      // Lists do not depend on where the applications are, and changes not on how many there are.
      const isMeant =
        part === 'entity' ||
        (fleet.instances === 1 && (part === 'fleet' || isDetailed));
      if (isMeant && settings.phases.includes(part)) {
        await attempt(`${part}, ${name}`, work);
      }
    }
  } catch (error) {
    say(`the portal said: ${backends.portal.log}`);
    throw error;
  } finally {
    await Promise.all(
      Object.values(backends).map(backend => laboratory.stop(backend)),
    );
  }
}

async function startBackends(
  { laboratory, settings, say }: Measurement,
  fleet: Fleet,
  isDetailed: boolean,
): Promise<Backends> {
  const areAsked =
    settings.phases.includes('entity') || settings.phases.includes('fleet');
  const peers = areAsked ? (['roadie', 'community'] as const) : [];
  const contenders = [
    ...['portal', ...(areAsked ? ['floor'] : [])],
    ...peers,
  ].map((kind): Contender => ({ name: kind, kind }));
  if (isDetailed && settings.phases.includes('entity')) {
    contenders.push(
      ...peers.map(
        (kind): Contender => ({
          name: `${kind}, login per call`,
          kind,
          login: 'password',
        }),
      ),
    );
  }
  const started: Record<string, BackendProcess> = {};
  // Two at a time: more would only wait for each other.
  const work = async () => {
    for (;;) {
      const contender = contenders.shift();
      if (!contender) {
        return;
      }
      started[contender.name] = await laboratory.start(contender, fleet);
    }
  };
  await Promise.all([work(), work()]);
  say(`${Object.keys(started).length} backends are ready`);
  return started;
}
