import { setTimeout as sleep } from 'node:timers/promises';
import { applicationOf } from './applicationOf.mts';
import type { BackendProcess } from './BackendProcess.mts';
import { portalCard } from './cards.mts';
import { seenInPortal } from './checkAnswer.mts';
import { environments, type Fleet } from './fleet.mts';
import { applicationsPath } from './KubernetesClient.mts';
import { readCard, type Measurement } from './Measurement.mts';

const pollMilliseconds = 50;
/** Every so many changes one is followed: asking for all would be a load of its own. */
const followedEvery = 4;
const patienceMilliseconds = 30_000;

function revisionOf(change: number): string {
  return change.toString(16).padStart(40, '0');
}

/** Which change a revision was made by; 0 for one that the fleet began with. */
function changeOf(revision: string): number {
  return revision.startsWith('0'.repeat(20)) ? Number(`0x${revision}`) : 0;
}

class Burst {
  readonly #measurement: Measurement;
  readonly #fleet: Fleet;
  readonly #portal: BackendProcess;
  readonly lastChanges = new Map<number, number>();

  constructor(measurement: Measurement, fleet: Fleet, portal: BackendProcess) {
    this.#measurement = measurement;
    this.#fleet = fleet;
    this.#portal = portal;
  }

  /** Changes an application in the cluster; returns how long it took from then until the portal tells it, if followed. */
  async change(change: number): Promise<number | undefined> {
    // Every application twice, so that a later state has to win over an earlier one.
    const half = Math.ceil(this.#measurement.settings.changes / 2);
    const index = (((change - 1) % half) * 7) % this.#fleet.applications;
    const { metadata } = applicationOf(this.#fleet, index);
    this.lastChanges.set(index, change);
    const status = change % 2 ? 'OutOfSync' : 'Synced';
    const sent = performance.now();
    const answer = await this.#measurement.laboratory.kubernetes.call({
      method: 'PATCH',
      path: `${applicationsPath(metadata.namespace)}/${metadata.name}`,
      body: { status: { sync: { status, revision: revisionOf(change) } } },
    });
    if (answer.status !== 200) {
      throw new Error(`Could not change ${metadata.name}: ${answer.body}`);
    }
    if (change % followedEvery) {
      return undefined;
    }
    // An answer that does not come is one that does not tell it yet.
    while ((await this.shown(index).catch(() => 0)) < change) {
      if (performance.now() - sent > patienceMilliseconds) {
        return patienceMilliseconds;
      }
      await sleep(pollMilliseconds);
    }
    return performance.now() - sent;
  }

  /** Whether the portal tells this change of an application, asked a few times if it cannot say. */
  async endsAs(index: number, change: number): Promise<boolean> {
    for (let attempt = 0; attempt < 5; attempt += 1) {
      const shown = await this.shown(index).catch(() => undefined);
      if (shown !== undefined) {
        return shown === change;
      }
    }
    return false;
  }

  /** The change of an application that the portal tells. */
  async shown(index: number): Promise<number> {
    const { laboratory } = this.#measurement;
    const service = Math.floor(index / environments.length);
    const { name } = applicationOf(this.#fleet, index).metadata;
    const [answer] = await readCard(laboratory, this.#portal, {
      card: portalCard(service),
      token: laboratory.callers[0],
    });
    const seen = seenInPortal(answer).find(entry => entry.name === name);
    return changeOf(seen?.revision ?? '');
  }
}

/** P10: how soon a change in the cluster is in the answer of the portal, while many happen; and that none is lost. */
export async function measureFreshness(
  measurement: Measurement,
  fleet: Fleet,
  portal: BackendProcess,
): Promise<void> {
  const { settings, results, say } = measurement;
  const { changes, changesPerSecond } = settings;
  const burst = new Burst(measurement, fleet, portal);
  const began = performance.now();
  const running: Promise<number | undefined>[] = [];
  for (let change = 1; change <= changes; change += 1) {
    const due = began + ((change - 1) * 1_000) / changesPerSecond;
    await sleep(Math.max(0, due - performance.now()));
    const visible = burst.change(change);
    // It is awaited below; until then nobody would listen to a failure.
    visible.catch(() => undefined);
    running.push(visible);
  }
  const delays = (await Promise.all(running)).filter(
    delay => delay !== undefined,
  );
  let lost = 0;
  for (const [index, change] of burst.lastChanges) {
    lost += (await burst.endsAs(index, change)) ? 0 : 1;
  }
  const sorted = delays.toSorted((left, right) => left - right);
  const percentile = (share: number) =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
  const facts = [
    { what: 'change to answer, p50', value: percentile(0.5) },
    { what: 'change to answer, p95', value: percentile(0.95) },
    { what: 'change to answer, p99', value: percentile(0.99) },
    { what: 'final states lost', value: lost },
  ];
  for (const { what, value } of facts) {
    results.addFact({
      phase: 'freshness',
      fleet,
      subject: 'portal',
      what,
      unit: what.startsWith('change') ? 'ms' : `of ${burst.lastChanges.size}`,
      values: [value],
    });
  }
  say(`${changes} changes at ${changesPerSecond}/s, ${lost} lost`);
}
