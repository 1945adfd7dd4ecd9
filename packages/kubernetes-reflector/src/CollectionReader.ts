import type { Clock } from './Clock';
import type { Counters } from './createCounters';
import type { Transport } from './Transport';
import { Watchdog } from './Watchdog';

/** The server did not begin its answer in time, or fell silent in the middle of it. */
export class SilenceError extends Error {
  constructor(hasAnswered: boolean) {
    super(
      hasAnswered
        ? 'The API server fell silent.'
        : 'The API server did not answer in time.',
    );
    this.name = 'SilenceError';
  }
}

/** Options of {@link CollectionReader}. */
export interface CollectionReaderOptions {
  transport: Transport;
  path: string;
  labelSelector?: string;
  clock: Clock;
  counters: Counters;
}

/** One request for a collection. */
export interface CollectionRequest {
  parameters: Readonly<Record<string, string>>;
  signal: AbortSignal;
  answerTimeoutMilliseconds: number;
  idleTimeoutMilliseconds: number;
}

/** So many characters are read in one go before other work of the process may run; they take about 5 ms. */
const charactersPerTurn = 256 * 1024;

/** Sends requests for one collection, reads the answers line by line, and ends those that fall silent. */
export class CollectionReader {
  readonly #options: CollectionReaderOptions;

  constructor(options: CollectionReaderOptions) {
    this.#options = options;
  }

  /** Yields undefined when the server begins to answer, then each line. */
  async *read(request: CollectionRequest): AsyncGenerator<string | undefined> {
    const { clock, counters } = this.#options;
    const silence = new AbortController();
    const watchdog = new Watchdog(clock, () => silence.abort());
    let hasAnswered = false;
    try {
      watchdog.expect(request.answerTimeoutMilliseconds);
      const startedAt = clock.now();
      const lines = await this.#send(
        request,
        AbortSignal.any([request.signal, silence.signal]),
      );
      hasAnswered = true;
      counters.lastAnswerMilliseconds = clock.now() - startedAt;
      watchdog.expect(request.idleTimeoutMilliseconds);
      yield undefined;
      let charactersInTurn = 0;
      for await (const line of lines) {
        counters.bytesRead += Buffer.byteLength(line) + 1;
        charactersInTurn += line.length;
        if (charactersInTurn > charactersPerTurn) {
          charactersInTurn = 0;
          await clock.nextTurn?.();
        }
        yield line;
        // Not before: while the process itself is busy, it cannot hear the server.
        watchdog.expect(request.idleTimeoutMilliseconds);
      }
    } catch (error) {
      throw silence.signal.aborted ? new SilenceError(hasAnswered) : error;
    } finally {
      watchdog.stop();
    }
  }

  async #send(
    request: CollectionRequest,
    signal: AbortSignal,
  ): Promise<AsyncIterable<string>> {
    const { transport, path, labelSelector } = this.#options;
    const query = new URLSearchParams(request.parameters);
    if (labelSelector) {
      query.set('labelSelector', labelSelector);
    }
    // What prepares a request, as a program that gets credentials, need not know the signal.
    return Promise.race([
      transport.get(`${path}?${query}`, signal),
      new Promise<never>((_, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason), {
          once: true,
        });
      }),
    ]);
  }
}
