import { ApiStatusError } from './ApiStatusError';
import type { Clock } from './Clock';
import { reactionTo } from './reactionTo';
import type { ReflectorTiming } from './ReflectorOptions';
import type { Transport } from './Transport';
import {
  endsInitialEvents,
  parseWatchEvent,
  type KubernetesObject,
  type WatchEvent,
} from './watchEvent';

/** What {@link ListWatch} tells. */
export interface ListWatchHandler {
  /** All objects that exist follow. */
  listStarted(): void;
  present(object: KubernetesObject): void;
  absent(object: KubernetesObject): void;
  /** All objects that existed have been told. */
  listFinished(): void;
  /** The server was heard of, and nothing has been missed. */
  heard(): void;
}

/** How one connection ended. */
export interface ConnectionEnd {
  /** Whether it lasted long enough to count as a success. */
  wasStable: boolean;
  /** Absent for an end in good order: by the server's clock, or by silence. */
  failure?: unknown;
  /** The failure is answered by another kind of request, which need not wait. */
  hasOtherWay?: boolean;
}

/** Options of {@link ListWatch}. */
export interface ListWatchOptions {
  transport: Transport;
  path: string;
  labelSelector?: string;
  handler: ListWatchHandler;
  clock: Clock;
  timing?: Partial<ReflectorTiming>;
  random?: () => number;
}

type Phase = 'streaming list' | 'paged list' | 'watch';

/** Speaks Kubernetes' list and watch: one call of {@link ListWatch.follow} is one connection. */
export class ListWatch {
  readonly #options: ListWatchOptions;
  readonly #timing: ReflectorTiming;
  readonly #random: () => number;
  #phase: Phase = 'streaming list';
  #resourceVersion: string | undefined;
  #listsInPages = false;

  constructor(options: ListWatchOptions) {
    this.#options = options;
    this.#random = options.random ?? Math.random;
    this.#timing = {
      // The server sends a bookmark about once a minute; a shorter time would take every quiet stream for dead.
      idleTimeoutMilliseconds: 75_000,
      stableAfterMilliseconds: 5_000,
      maximumBackoffMilliseconds: 30_000,
      pageSize: 250,
      ...options.timing,
    };
  }

  /** Lists if that is needed, then watches until the connection ends. Does not throw. */
  async follow(signal: AbortSignal): Promise<ConnectionEnd> {
    const startedAt = this.#options.clock.now();
    let failure: Pick<ConnectionEnd, 'failure' | 'hasOtherWay'> = {};
    try {
      await this.#connect(signal);
    } catch (error) {
      failure = { failure: error, hasOtherWay: this.#react(error) };
    }
    const lasted = this.#options.clock.now() - startedAt;
    return {
      wasStable: lasted >= this.#timing.stableAfterMilliseconds,
      ...failure,
    };
  }

  async #connect(signal: AbortSignal): Promise<void> {
    if (this.#resourceVersion === undefined && this.#listsInPages) {
      this.#phase = 'paged list';
      this.#resourceVersion = await this.#listPages(signal);
      this.#options.handler.listFinished();
    }
    if (this.#resourceVersion === undefined) {
      this.#phase = 'streaming list';
      this.#options.handler.listStarted();
      await this.#stream(signal, {
        sendInitialEvents: 'true',
        resourceVersionMatch: 'NotOlderThan',
      });
    } else {
      this.#phase = 'watch';
      await this.#stream(signal, { resourceVersion: this.#resourceVersion });
    }
  }

  /** Does what can be done about a refusal; returns whether the next request is of another kind. */
  #react(error: unknown): boolean {
    if (!(error instanceof ApiStatusError)) {
      return false;
    }
    const reaction = reactionTo(error.status, this.#phase);
    if (reaction.renewCredentials) {
      this.#options.transport.renewCredentials?.();
    }
    if (reaction.relist) {
      this.#resourceVersion = undefined;
    }
    this.#listsInPages ||= reaction.listInPages;
    return error.status === 410 || reaction.listInPages;
  }

  async #stream(
    signal: AbortSignal,
    parameters: Record<string, string>,
  ): Promise<void> {
    const silence = new AbortController();
    const lines = this.#read({
      parameters: {
        watch: '1',
        allowWatchBookmarks: 'true',
        timeoutSeconds: String(240 + Math.floor(this.#random() * 61)),
        ...parameters,
      },
      signal,
      silence,
    });
    try {
      for await (const line of lines) {
        if (line !== undefined) {
          this.#handle(parseWatchEvent(line));
        }
        // While a list is under way, objects may have gone without notice: no news is not good news then.
        if (this.#phase === 'watch') {
          this.#options.handler.heard();
        }
      }
    } catch (error) {
      // A silent watch may be dead or just quiet: the next connection will tell.
      if (!silence.signal.aborted || this.#phase !== 'watch') {
        throw error;
      }
    }
  }

  /** Yields undefined when the server begins to answer, then each line; ends the request when the server falls silent. */
  async *#read(options: {
    parameters: Record<string, string>;
    signal: AbortSignal;
    silence: AbortController;
  }): AsyncGenerator<string | undefined> {
    const { clock, transport } = this.#options;
    const idleTimeout = this.#timing.idleTimeoutMilliseconds;
    const watch = () =>
      clock.schedule(
        () =>
          options.silence.abort(
            new Error(
              `The API server fell silent for ${idleTimeout / 1000} s.`,
            ),
          ),
        idleTimeout,
      );
    let callOff = watch();
    try {
      const lines = await transport.get(
        this.#pathWith(options.parameters),
        AbortSignal.any([options.signal, options.silence.signal]),
      );
      yield undefined;
      for await (const line of lines) {
        callOff();
        callOff = watch();
        yield line;
      }
    } finally {
      callOff();
    }
  }

  #handle(event: WatchEvent): void {
    const { handler } = this.#options;
    if (event.type === 'ERROR') {
      throw new ApiStatusError({
        status: event.object.code ?? 500,
        message: `The API server ended the watch: ${event.object.message}`,
      });
    }
    if (event.type === 'DELETED') {
      handler.absent(event.object);
    } else if (event.type !== 'BOOKMARK') {
      handler.present(event.object);
    }
    if (this.#phase === 'watch') {
      this.#resourceVersion = event.object.metadata.resourceVersion;
    } else if (event.type === 'BOOKMARK' && endsInitialEvents(event.object)) {
      this.#phase = 'watch';
      this.#resourceVersion = event.object.metadata.resourceVersion;
      handler.listFinished();
    }
  }

  async #listPages(signal: AbortSignal): Promise<string> {
    const { handler } = this.#options;
    handler.listStarted();
    let continueToken: string | undefined;
    let resourceVersion = '';
    do {
      // No resourceVersion: with one, servers ignore the limit.
      const lines = this.#read({
        parameters: {
          limit: String(this.#timing.pageSize),
          ...(continueToken && { continue: continueToken }),
        },
        signal,
        silence: new AbortController(),
      });
      const page = await parsePage(lines);
      page.items.forEach(object => handler.present(object));
      continueToken = page.metadata.continue;
      resourceVersion = page.metadata.resourceVersion;
    } while (continueToken);
    return resourceVersion;
  }

  #pathWith(parameters: Record<string, string>): string {
    const { path, labelSelector } = this.#options;
    const query = new URLSearchParams(parameters);
    if (labelSelector) {
      query.set('labelSelector', labelSelector);
    }
    return `${path}?${query}`;
  }
}

interface ListPage {
  items: KubernetesObject[];
  metadata: { resourceVersion: string; continue?: string };
}

async function parsePage(
  lines: AsyncIterable<string | undefined>,
): Promise<ListPage> {
  const text: string[] = [];
  for await (const line of lines) {
    text.push(line ?? '');
  }
  const page = JSON.parse(text.join('\n'));
  if (!Array.isArray(page?.items) || !page.metadata?.resourceVersion) {
    throw new SyntaxError('The API server sent something that is no list.');
  }
  return page;
}
