/** A change is told soon, but however much changes: this much rest is between two requests. */
const restMilliseconds = 5_000;

/** Options of {@link startPoll}. */
export interface PollOptions<Answer> {
  ask: (signal: AbortSignal) => Promise<Answer>;
  onAnswer: (answer: Answer) => void;
  onFailure: (error: unknown) => void;
  /** After how long it is asked again; without an answer, after a failure. */
  intervalOf: (answer?: Answer) => number;
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
export function startPoll<Answer>(options: PollOptions<Answer>): Poll {
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
      answer =>
        settle(() => options.onAnswer(answer), options.intervalOf(answer)),
      error => settle(() => options.onFailure(error), options.intervalOf()),
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
