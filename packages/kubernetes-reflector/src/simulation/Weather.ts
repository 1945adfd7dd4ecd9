import type { Fault, RequestKind } from './Fault';
import type { SeededRandom } from './SeededRandom';

/** What may go wrong for a while. */
export const kindsOfWeather = [
  'calm',
  'broken connections',
  'bad lines',
  'refusals',
  'duplicates',
  'slow',
  'no answer',
  'no connection',
] as const;

export type KindOfWeather = (typeof kindsOfWeather)[number];

/** Decides what goes wrong with each request, by the weather of the hour. */
export class Weather {
  readonly #random: SeededRandom;
  kind: KindOfWeather = 'calm';

  constructor(random: SeededRandom) {
    this.#random = random;
  }

  nextLatency(): number {
    return this.kind === 'slow'
      ? this.#random.between(500, 6_000)
      : this.#random.between(1, 200);
  }

  nextFault(request: RequestKind): Fault {
    const random = this.#random;
    switch (this.kind) {
      case 'broken connections':
        return {
          type: 'cut',
          how: random.pick(['reset', 'reset', 'silence', 'clean end']),
          atByte: Math.floor(random.between(0, 4_000)),
          afterMilliseconds: random.between(1_000, 60_000),
        };
      case 'bad lines':
        return {
          type: 'line',
          line: random.pick(['garbage', 'gone', 'error']),
          atLine: 1 + Math.floor(random.between(0, 8)),
        };
      case 'refusals':
        return this.#refusal(request);
      case 'duplicates':
        return { type: 'duplicates' };
      case 'no answer':
        return { type: 'no answer' };
      case 'no connection':
        return { type: 'no connection' };
      default:
        return { type: 'none' };
    }
  }

  #refusal(request: RequestKind): Fault {
    const random = this.#random;
    if (random.chance(0.2)) {
      return { type: 'none' };
    }
    const status = random.pick(
      request === 'watch' || request === 'next page'
        ? [410, 429, 500, 503, 504]
        : [429, 500, 503, 504],
    );
    const asksToWait = status === 429 || status === 503;
    return {
      type: 'status',
      status,
      retryAfterSeconds:
        asksToWait && random.chance(0.5)
          ? Math.ceil(random.between(1, 40))
          : undefined,
    };
  }
}
