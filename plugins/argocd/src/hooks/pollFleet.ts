import type { FleetResponse } from '@golden-path/plugin-argocd-common';

const pollMilliseconds = 30_000;
const warmingPollMilliseconds = 2_000;
/** In a large fleet something changes all the time: this much rest is between two requests. */
const restMilliseconds = 1_000;

/** Options of {@link pollFleet}. */
export interface PollFleetOptions {
  ask: (signal: AbortSignal) => Promise<FleetResponse>;
  onAnswer: (response: FleetResponse) => void;
  onFailure: (error: unknown) => void;
}

/** A question that is asked again and again. */
export interface Poll {
  /** Asks now, or, while a request runs, once more after it: changes in quick succession never starve the answer. */
  askNow: () => void;
  /** Ends a request that runs; no answer is told after this. */
  stop: () => void;
}

/** Asks at once and then at intervals, one request at a time, and not while nobody looks at the page. */
export function pollFleet(options: PollFleetOptions): Poll {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const controller = new AbortController();
  let isAsking = false;
  let isAskedAgain = false;

  function askNow() {
    clearTimeout(timer);
    if (isAsking) {
      isAskedAgain = true;
      return;
    }
    isAsking = true;
    options.ask(controller.signal).then(
      response =>
        settle(() => options.onAnswer(response), intervalOf(response)),
      error => settle(() => options.onFailure(error), pollMilliseconds),
    );
  }

  function settle(tell: () => void, interval: number) {
    if (controller.signal.aborted) {
      return;
    }
    isAsking = false;
    tell();
    timer = setTimeout(askIfSeen, isAskedAgain ? restMilliseconds : interval);
    isAskedAgain = false;
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
