/**
 * What durable operations cost, beside tasks of the stock scaffolder on the same backends.
 *
 *     node measure.mts [--quick]
 */
import { writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { bundlePortal } from './bundlePortal.mts';
import { PhaseReports } from './PhaseReports.mts';
import { Replica } from './Replica.mts';
import { summarize, type Summary } from './statistics.mts';
import {
  operations,
  planOperation,
  scaffolderTasks,
  type Subject,
} from './Subject.mts';
import { writeTables, type Results } from './writeTables.mts';

const isQuick = process.argv.includes('--quick');
const rounds = isQuick ? 2 : 5;
const perRound = isQuick ? 10 : 40;
const concurrent = isQuick ? 40 : 200;
const recoveries = isQuick ? 1 : 5;
const firstPort = 17_500;
const postgres = new URL(process.env.GOLDEN_PATH_TEST_POSTGRES ?? '');

const say = (text: string) => process.stdout.write(`${text}\n`);
const subjects = [operations, scaffolderTasks];

await bundlePortal();
say('Starting two replicas …');
const first = await Replica.start({ port: firstPort, postgres });
let second = await Replica.start({ port: firstPort + 1, postgres });
const reports = await PhaseReports.start(firstPort + 9);
try {
  const token = await first.tokenOf('ana');
  await waitForCatalog(token);
  const accepting = new Map<string, number[]>();
  const phases = new Map<string, number[]>();
  const floor: number[] = [];
  const idleLoad = loadavg()[0];
  for (let round = 0; round <= rounds; round += 1) {
    // There and back again, so that nobody is always the first; the first round only warms up.
    const order = round % 2 === 0 ? subjects : subjects.toReversed();
    for (const subject of order) {
      const times = await measureOne(subject, token);
      if (round > 0) {
        note(accepting, subject.name, times.accepting);
        note(phases, subject.name, times.phases);
      }
    }
    if (round > 0) {
      floor.push(...(await measureFloor(token)));
    }
    say(`Round ${round} of ${rounds} is done.`);
  }
  const concurrency: Results['concurrency'] = {};
  for (const subject of subjects) {
    concurrency[subject.name] = await measureConcurrency(subject, token);
    say(`${concurrent} at once: ${subject.name} is done.`);
  }
  const recovery: number[] = [];
  for (let time = 0; time < recoveries; time += 1) {
    recovery.push(await measureRecovery(token));
    second = await Replica.start({ port: firstPort + 1, postgres });
  }
  const results: Results = {
    date: new Date().toISOString().slice(0, 10),
    machine: `${cpus().length} cores (${cpus()[0]?.model}), ${
      process.platform
    } ${process.arch}, Node ${process.version}`,
    load: idleLoad,
    rounds,
    perRound,
    concurrent,
    floor: summarize(floor),
    accepting: summaries(accepting),
    phases: summaries(phases),
    concurrency,
    recovery: summarize(recovery),
  };
  const file = isQuick ? '.cache/quick.json' : 'results.json';
  writeFileSync(
    join(import.meta.dirname, file),
    `${JSON.stringify(results, null, 2)}\n`,
  );
  if (isQuick) {
    say(JSON.stringify(results, null, 2));
  } else {
    writeTables(results);
  }
} finally {
  await Promise.all([first.stop(), second.stop()]);
  reports.stop();
}

async function measureOne(subject: Subject, token: string) {
  const accepted: number[] = [];
  const between: number[] = [];
  for (let time = 0; time < perRound; time += 1) {
    const { id, milliseconds } = await subject.accept(first, token, 10);
    const ended = await subject.end({ replica: first, token, id });
    assertDone(subject, ended.status);
    accepted.push(milliseconds);
    between.push(...ended.phases);
  }
  return { accepting: accepted, phases: between };
}

/** What every route pays that asks who is there and what the person may: the list of kinds, without a database. */
async function measureFloor(token: string): Promise<number[]> {
  const times: number[] = [];
  for (let time = 0; time < perRound; time += 1) {
    const begun = performance.now();
    await first.call('/operations/v1/kinds', { token });
    times.push(performance.now() - begun);
  }
  return times;
}

async function measureConcurrency(subject: Subject, token: string) {
  const before = first.refusals + second.refusals;
  const begun = performance.now();
  const accepted = await Promise.all(
    Array.from({ length: concurrent }, async (_, index) => {
      const replica = index % 2 === 0 ? first : second;
      return await subject.accept(replica, token, 10);
    }),
  );
  const acceptedAll = performance.now() - begun;
  const ends = await Promise.all(
    accepted.map(({ id }) =>
      // Not so often that the questions are most of the work.
      subject.end({ replica: first, token, id, intervalMilliseconds: 1_000 }),
    ),
  );
  ends.forEach(({ status }) => assertDone(subject, status));
  return {
    acceptedMilliseconds: acceptedAll,
    doneMilliseconds: performance.now() - begun,
    refusals: first.refusals + second.refusals - before,
    accepting: summarize(accepted.map(({ milliseconds }) => milliseconds)),
  };
}

/** From the death of a replica in the middle of a phase until the other one begins this phase. */
async function measureRecovery(token: string): Promise<number> {
  const { body } = await planOperation(second, token, {
    kind: 'noop-one',
    report: reports.url,
  });
  const begun = reports.next();
  await second.call('/operations/v1/operations', { token, body });
  await begun;
  const again = reports.next();
  await second.kill();
  const killedAt = performance.now();
  await again;
  const milliseconds = performance.now() - killedAt;
  reports.answer();
  say(`Taken over after ${Math.round(milliseconds)} ms.`);
  return milliseconds;
}

async function waitForCatalog(token: string): Promise<void> {
  const paths = ['component/default/subject', 'template/default/noop-ten'];
  for (const path of paths) {
    for (;;) {
      try {
        await first.call(`/catalog/entities/by-name/${path}`, { token });
        break;
      } catch {
        // Not processed yet.
        await sleep(200);
      }
    }
  }
}

function note(to: Map<string, number[]>, name: string, values: number[]) {
  to.set(name, [...(to.get(name) ?? []), ...values]);
}

function summaries(from: Map<string, number[]>): Record<string, Summary> {
  return Object.fromEntries(
    [...from].map(([name, values]) => [name, summarize(values)]),
  );
}

function assertDone({ name }: Subject, status: string): void {
  if (status !== 'succeeded' && status !== 'completed') {
    throw new Error(`A ${name} ended as ${status}`);
  }
}
