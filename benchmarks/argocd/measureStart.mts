import { setTimeout as sleep } from 'node:timers/promises';
import type { BackendProcess } from './BackendProcess.mts';
import { namespaceOf, type Fleet } from './fleet.mts';
import { applicationsPath } from './KubernetesClient.mts';
import type { Measurement } from './Measurement.mts';
import { waitUntilLive } from './waitUntilLive.mts';

const empty: Fleet = { applications: 0, instances: 1 };

interface Start {
  readonly subject: string;
  readonly kind: string;
  readonly fleet: Fleet;
}

/**
 * P12 and what the portal's plugin costs that asks nobody when it is called: the start of a backend with and without
 * it, its memory, and how long it reads the cluster at first, beside a plain list of the same applications.
 */
export async function measureStart(
  measurement: Measurement,
  fleet: Fleet,
): Promise<void> {
  const { laboratory, settings, say } = measurement;
  await laboratory.seed(fleet);
  await laboratory.seed(empty);
  await laboratory.orderArgoCd({ fleet });
  const starts: Start[] = [
    { subject: 'no Argo CD plugin', kind: 'idle', fleet },
    { subject: 'portal', kind: 'portal', fleet },
    { subject: 'portal, no applications', kind: 'portal', fleet: empty },
    { subject: 'roadie', kind: 'roadie', fleet },
    { subject: 'community', kind: 'community', fleet },
  ];
  // The first start of a kind compiles and reads from disk: it is one of those that are not counted.
  const rounds = settings.isQuick ? 2 : 4;
  for (let round = 0; round < rounds; round += 1) {
    for (const start of round % 2 ? starts.toReversed() : starts) {
      await measureOne(measurement, start, round > 0);
    }
    await measureListing(measurement, fleet, round > 0);
    say(`round ${round + 1} of ${rounds}`);
  }
  await measureGet(measurement, fleet);
}

async function measureOne(
  { laboratory, results }: Measurement,
  { subject, kind, fleet }: Start,
  isCounted: boolean,
): Promise<void> {
  const backend = await laboratory.start({ name: subject, kind }, fleet);
  try {
    const facts = await readFacts(backend, async () =>
      kind === 'portal'
        ? await waitUntilLive(laboratory, backend)
        : await sleep(1_000),
    );
    if (isCounted) {
      for (const { what, unit, value } of facts) {
        results.addFact({
          phase: 'start',
          fleet,
          subject,
          what,
          unit,
          values: [value],
        });
      }
    }
  } finally {
    await laboratory.stop(backend);
  }
}

async function readFacts(
  backend: BackendProcess,
  settle: () => Promise<number | void>,
) {
  const liveAt = await settle();
  const peak = backend.peakMegabytes();
  const { memory, kubernetesCalls } = await backend.inspect();
  const megabytes = (bytes: number) => bytes / 1024 ** 2;
  const calls = kubernetesCalls.filter(({ path }) =>
    /\/namespaces\/[^/]+\/applications/.test(path),
  );
  return [
    { what: 'ready', unit: 'ms', value: backend.readyMilliseconds },
    { what: 'peak resident', unit: 'MB', value: peak },
    { what: 'resident', unit: 'MB', value: megabytes(memory.rss) },
    // prettier-ignore
    { what: 'heap and buffers', unit: 'MB', value: megabytes(memory.heapUsed + memory.external) },
    ...(liveAt
      ? [
          // prettier-ignore
          { what: 'first call to live', unit: 'ms', value: liveAt - calls[0].at },
          // prettier-ignore
          { what: 'start to live', unit: 'ms', value: liveAt - backend.startedAt },
          { what: 'API server calls', unit: 'calls', value: calls.length },
        ]
      : []),
  ];
}

async function measureListing(
  { laboratory, results }: Measurement,
  fleet: Fleet,
  isCounted: boolean,
): Promise<void> {
  const listing = await laboratory.listFromKubernetes(fleet);
  if (listing.items !== fleet.applications) {
    throw new Error(
      `The cluster has ${listing.items} of ${fleet.applications} applications.`,
    );
  }
  const facts = [
    { what: 'all in pages of 500', unit: 'ms', value: listing.milliseconds },
    { what: 'peak resident', unit: 'MB', value: listing.megabytes },
    { what: 'API server calls', unit: 'calls', value: listing.calls },
  ];
  for (const { what, unit, value } of isCounted ? facts : []) {
    results.addFact({
      phase: 'start',
      fleet,
      subject: 'F5 Kubernetes API',
      what,
      unit,
      values: [value],
    });
  }
}

/** F5: one application, one call after the other. */
async function measureGet(
  { laboratory, results }: Measurement,
  fleet: Fleet,
): Promise<void> {
  const path = `${applicationsPath(
    namespaceOf(fleet, 0),
  )}/service-00000-development`;
  const values: number[] = [];
  for (let count = 0; count < 200; count += 1) {
    const began = performance.now();
    await laboratory.kubernetes.call({ path });
    values.push(performance.now() - began);
  }
  const sorted = values.slice(50).toSorted((left, right) => left - right);
  results.addFact({
    phase: 'start',
    fleet,
    subject: 'F5 Kubernetes API',
    what: 'one application, p50 and p95',
    unit: 'ms',
    values: [sorted[75], sorted[142]],
  });
}
