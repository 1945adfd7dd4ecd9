import type { PhaseResult } from '@golden-path/plugin-operations-node';

/** How a phase ended: by itself, or not at all. */
export type PhaseEnding =
  | { readonly type: 'returned'; readonly result: PhaseResult | void }
  | { readonly type: 'threw'; readonly error: unknown }
  | { readonly type: 'stuck' };

/** Options of {@link settlePhase}. */
export interface SettlePhaseOptions {
  readonly signal: AbortSignal;
  /** Resolves after some milliseconds, or when its signal is aborted. */
  readonly delay: (milliseconds: number, signal: AbortSignal) => Promise<void>;
  /** How long a phase may go on after it was told to stop. */
  readonly stopMilliseconds?: number;
}

/** Waits for a phase; where it does not stop when it is told to, not for ever. */
export async function settlePhase(
  phase: Promise<PhaseResult | void>,
  { signal, delay, stopMilliseconds = 10_000 }: SettlePhaseOptions,
): Promise<PhaseEnding> {
  const settled = new AbortController();
  const ending = phase.then<PhaseEnding, PhaseEnding>(
    result => ({ type: 'returned', result }),
    (error: unknown) => ({ type: 'threw', error }),
  );
  const stuck = aborted(signal, settled.signal).then<PhaseEnding>(async () => {
    await delay(stopMilliseconds, settled.signal);
    return { type: 'stuck' };
  });
  try {
    return await Promise.race([ending, stuck]);
  } finally {
    settled.abort();
  }
}

function aborted(signal: AbortSignal, until: AbortSignal): Promise<void> {
  return new Promise(resolve => {
    if (signal.aborted) {
      resolve();
    }
    signal.addEventListener('abort', () => resolve(), {
      once: true,
      signal: until,
    });
  });
}
