import { createHistogram, type RecordableHistogram } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';

/** How visits follow each other. */
export type LoadShape =
  | { readonly type: 'closed'; readonly concurrency: number }
  | { readonly type: 'open'; readonly perSecond: number };

/** One visit; resolves with the bytes that came over the wire, and rejects where an answer was not right. */
export type Visit = () => Promise<number>;

/** What came out of a load. */
export interface LoadResult {
  /** In microseconds. */
  readonly latencies: RecordableHistogram;
  readonly visits: number;
  readonly seconds: number;
  readonly bytes: number;
  /** Visits without a right answer; they are in no other figure. */
  readonly failures: number;
  /** What went wrong first. */
  readonly problem?: string;
}

class Recorder {
  readonly latencies = createHistogram({ lowest: 1, highest: 600_000_000 });
  visits = 0;
  bytes = 0;
  failures = 0;
  problem: string | undefined;
  readonly #visit: Visit;

  constructor(visit: Visit) {
    this.#visit = visit;
  }

  /** @param due - when the visitor wanted to begin: what delays the beginning counts too */
  async record(due: number): Promise<void> {
    let bytes: number;
    try {
      bytes = await this.#visit();
    } catch (error) {
      // One refusal on a busy machine must not end the measurement, but it is told.
      this.failures += 1;
      this.problem ??= String(error);
      return;
    }
    const microseconds = Math.round((performance.now() - due) * 1_000);
    this.latencies.record(Math.max(1, microseconds));
    this.visits += 1;
    this.bytes += bytes;
  }
}

/** Makes visits for some time; those that were begun are brought to their end. */
export async function runLoad(
  visit: Visit,
  shape: LoadShape,
  milliseconds: number,
): Promise<LoadResult> {
  const recorder = new Recorder(visit);
  const began = performance.now();
  const end = began + milliseconds;
  if (shape.type === 'closed') {
    const work = async () => {
      do {
        await recorder.record(performance.now());
      } while (performance.now() < end);
    };
    await Promise.all(Array.from({ length: shape.concurrency }, work));
  } else {
    const running: Promise<void>[] = [];
    for (let due = began; due < end; due += 1_000 / shape.perSecond) {
      const wait = due - performance.now();
      if (wait > 0) {
        await sleep(wait);
      }
      running.push(recorder.record(due));
    }
    await Promise.all(running);
  }
  const { latencies, visits, bytes, failures, problem } = recorder;
  return {
    latencies,
    visits,
    bytes,
    failures,
    problem,
    seconds: (performance.now() - began) / 1_000,
  };
}
