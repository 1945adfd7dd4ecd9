import type { FleetResponse } from '@golden-path/plugin-argocd-common';

const pollMilliseconds = 30_000;
const warmingPollMilliseconds = 2_000;
/** In a large fleet something changes all the time: however much does, this much rest is between two requests. */
const restMilliseconds = 5_000;

/** Options of {@link pollFleet}. */
export interface PollFleetOptions {
  ask: (signal: AbortSignal) => Promise<FleetResponse>;
  onAnswer: (response: FleetResponse) => void;
  onFailure: (error: unknown) => void;
}

/** A question that is asked again and again. */
export interface Poll {
  /** Asks because a person wants it, at once. */
  askNow: () => void;
  /** Asks because something changed: at once, or after a rest. Changes in quick succession never starve the answer. */
  askSoon: () => void;
  /** Ends a request that runs; no answer is told after this. */
  stop: () => void;
}

/** Asks at once and then at intervals, one request at a time, and not while nobody looks at the page. */
export function pollFleet(options: PollFleetOptions): Poll {
  const controller = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let state: 'asking' | 'resting' | 'waiting' = 'waiting';
  let isAskedAgain = false;

  function askNow() {
    if (state === 'asking') {
      isAskedAgain = true;
      return;
    }
    clearTimeout(timer);
    state = 'asking';
    isAskedAgain = false;
    options.ask(controller.signal).then(
      response =>
        settle(() => options.onAnswer(response), intervalOf(response)),
      error => settle(() => options.onFailure(error), pollMilliseconds),
    );
  }

  function askSoon() {
    if (state === 'waiting') {
      askIfSeen();
    } else {
      isAskedAgain = true;
    }
  }

  function settle(tell: () => void, interval: number) {
    if (controller.signal.aborted) {
      return;
    }
    tell();
    state = 'resting';
    const rest = Math.min(restMilliseconds, interval);
    timer = setTimeout(() => {
      state = 'waiting';
      timer = setTimeout(askIfSeen, isAskedAgain ? 0 : interval - rest);
    }, rest);
  }

  function askIfSeen() {
    if (!document.hidden) {
      askNow();
    }
  }

  document.addEventListener('visibilitychange', askIfSeen);
  askNow();
  return {
    askNow,
    askSoon,
    stop: () => {
      controller.abort();
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', askIfSeen);
    },
  };
}

function intervalOf({ sources }: FleetResponse): number {
  return sources.some(({ status }) => status === 'warming')
    ? warmingPollMilliseconds
    : pollMilliseconds;
}
