import { ApiStatusError } from './ApiStatusError';
import { systemClock, type Clock } from './Clock';
import { CollectionReader, SilenceError } from './CollectionReader';
import { Connection } from './Connection';
import type { Counters } from './createCounters';
import { ListKind } from './ListKind';
import type { ConnectionEnd, ListWatchHandler } from './ListWatchHandler';
import { MalformedLineError } from './MalformedLineError';
import { Place } from './Place';
import { reactionTo } from './reactionTo';
import { readListPages } from './readListPages';
import type { ReflectorTiming } from './ReflectorTiming';
import type { Transport } from './Transport';
import { UnfinishedListError } from './UnfinishedListError';
import { Watchdog } from './Watchdog';
import {
  endsInitialEvents,
  parseWatchEvent,
  type WatchEvent,
} from './watchEvent';

/** Options of {@link ListWatch}. */
export interface ListWatchOptions {
  transport: Transport;
  path: string;
  labelSelector?: string;
  handler: ListWatchHandler;
  clock: Clock;
  timing: ReflectorTiming;
  random: () => number;
  counters: Counters;
}

type Failure = Pick<ConnectionEnd, 'reason' | 'failure' | 'hasOtherWay'>;

/** Nobody brings a server back from a backup in less. */
const fastestRestoreMilliseconds = 5_000;

/** Speaks Kubernetes' list and watch: one call of {@link ListWatch.follow} is one connection. */
export class ListWatch {
  readonly #options: ListWatchOptions;
  readonly #reader: CollectionReader;
  readonly #place: Place;
  #phase: 'streaming list' | 'paged list' | 'watch' = 'streaming list';
  readonly #listKind = new ListKind();
  /** When the server was last seen to be there. */
  #awaySince = Infinity;
  /** The last watch fell silent: the next one tells whether the server is there. */
  #probes = false;
  #connection = new Connection(systemClock);

  constructor(options: ListWatchOptions) {
    this.#options = options;
    this.#reader = new CollectionReader(options);
    this.#place = new Place(options.clock, options.counters);
  }

  /** Lists if that is needed, then watches until the connection ends. Does not throw. */
  async follow(signal: AbortSignal): Promise<ConnectionEnd> {
    const { clock, counters, timing } = this.#options;
    const connection = new Connection(clock);
    this.#connection = connection;
    let end: Failure = { reason: 'ended', hasOtherWay: false };
    try {
      await this.#connect(signal);
    } catch (error) {
      end = this.#react(error);
    }
    if (!signal.aborted) {
      counters.connectionEnds[end.reason]++;
    }
    if (connection.hasAnswered) {
      this.#awaySince =
        clock.now() - (this.#probes ? timing.idleTimeoutMilliseconds : 0);
    }
    return {
      ...end,
      wasStable: connection.hasWatchedFor(timing.stableAfterMilliseconds),
      madeProgress: connection.madeProgress,
    };
  }

  async #connect(signal: AbortSignal): Promise<void> {
    const { clock, timing } = this.#options;
    if (
      !this.#probes &&
      clock.now() - this.#awaySince > fastestRestoreMilliseconds
    ) {
      this.#place.doubt();
    }
    if (this.#place.isDoubtful && this.#place.resourceVersion !== undefined) {
      await this.#checkHistory(signal);
    }
    if (this.#place.resourceVersion === undefined && this.#listKind.isPaged) {
      await this.#listPages(signal);
    }
    const { resourceVersion } = this.#place;
    if (resourceVersion === undefined) {
      this.#startList('streaming list');
      await this.#stream(signal, {
        sendInitialEvents: 'true',
        resourceVersionMatch: 'NotOlderThan',
      });
      return;
    }
    this.#phase = 'watch';
    if (!this.#probes) {
      await this.#stream(signal, { resourceVersion });
      return;
    }
    this.#probes = false;
    const timeoutSeconds = String(timing.probeSeconds);
    await this.#stream(signal, { resourceVersion, timeoutSeconds });
    // Without even a bookmark, the server keeps those to itself, or it waits for this place to come.
    this.#place.doubt(this.#connection.lines === 0);
  }

  async #stream(
    signal: AbortSignal,
    parameters: Record<string, string>,
  ): Promise<void> {
    const { clock, handler, random, timing } = this.#options;
    const lines = this.#reader.read({
      parameters: {
        watch: '1',
        allowWatchBookmarks: 'true',
        timeoutSeconds: String(240 + Math.floor(random() * 61)),
        ...parameters,
      },
      signal,
      answerTimeoutMilliseconds: parameters.timeoutSeconds
        ? timing.probeAnswerTimeoutMilliseconds
        : timing.answerTimeoutMilliseconds,
      idleTimeoutMilliseconds: timing.idleTimeoutMilliseconds,
    });
    // A refusal may follow the beginning of the answer: only a while later, no news is good news.
    const confirmation = new Watchdog(clock, () => {
      this.#connection.upToDate();
      handler.heard();
    });
    try {
      for await (const line of lines) {
        if (signal.aborted) {
          return;
        }
        if (line !== undefined) {
          this.#handle(parseWatchEvent(line));
        } else {
          this.#begin(confirmation);
        }
      }
    } finally {
      confirmation.stop();
    }
    if (this.#phase !== 'watch') {
      throw new UnfinishedListError();
    }
  }

  #begin(confirmation: Watchdog): void {
    const { counters, timing } = this.#options;
    counters.watches++;
    this.#connection.answered();
    if (this.#phase === 'watch') {
      this.#connection.watches();
      confirmation.expect(timing.confirmAfterMilliseconds);
    }
  }

  #handle(event: WatchEvent): void {
    const { clock, counters, handler } = this.#options;
    counters.events[event.type]++;
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
    const { resourceVersion } = event.object.metadata;
    if (this.#phase === 'watch') {
      this.#connection.received(event.type);
      this.#place.moveOn(resourceVersion);
      if (this.#connection.isUpToDate) {
        handler.heard();
      }
    } else if (event.type === 'BOOKMARK') {
      if (!endsInitialEvents(event.object)) {
        // A server that streams lists sends no other bookmark before their end.
        this.#listKind.readInPages();
        throw new UnfinishedListError();
      }
      this.#phase = 'watch';
      this.#connection.watches();
      this.#connection.upToDate();
      this.#listKind.complete();
      this.#place.finishList(resourceVersion);
      handler.listFinished(clock.now());
    }
  }

  async #listPages(signal: AbortSignal): Promise<void> {
    const { clock, counters, handler, timing } = this.#options;
    let resourceVersion: string | undefined;
    this.#startList('paged list');
    const pages = readListPages({ reader: this.#reader, timing, signal });
    for await (const { items, metadata } of pages) {
      if (signal.aborted) {
        return;
      }
      counters.listPages++;
      this.#awaySince = clock.now();
      resourceVersion ??= metadata.resourceVersion;
      items.forEach(object => handler.present(object));
      await clock.nextTurn?.();
    }
    if (resourceVersion !== undefined) {
      handler.listFinished(this.#place.finishList(resourceVersion));
    }
  }

  async #checkHistory(signal: AbortSignal): Promise<void> {
    const { counters, timing } = this.#options;
    this.#phase = 'watch';
    counters.historyChecks++;
    const pages = readListPages({
      reader: this.#reader,
      timing: { ...timing, pageSize: 1 },
      signal,
    });
    for await (const { metadata } of pages) {
      this.#place.check(metadata.resourceVersion);
      return;
    }
  }

  #startList(phase: 'streaming list' | 'paged list'): void {
    this.#phase = phase;
    this.#place.startList(this.#listKind.takeChange());
    this.#options.handler.listStarted();
  }

  /** Does what can be done about a failure, besides waiting. */
  #react(failure: unknown): Failure {
    if (failure instanceof ApiStatusError) {
      return this.#reactToStatus(failure);
    }
    if (failure instanceof SilenceError) {
      return this.#reactToSilence(failure);
    }
    if (failure instanceof MalformedLineError) {
      this.#options.counters.malformedLines++;
      this.#place.countFailure();
      return { reason: 'malformed', failure, hasOtherWay: false };
    }
    if (failure instanceof UnfinishedListError) {
      this.#listKind.countIncomplete();
    }
    return { reason: 'broken', failure, hasOtherWay: false };
  }

  #reactToStatus(failure: ApiStatusError): Failure {
    const { status } = failure;
    const reaction = reactionTo(status, this.#phase);
    if (reaction.renewCredentials) {
      this.#options.transport.renewCredentials?.();
    }
    if (reaction.relist) {
      this.#place.lose(status === 410 ? 'gone' : 'refused');
    } else if (this.#connection.hasAnswered) {
      this.#place.countFailure();
    }
    if (reaction.listInPages) {
      this.#listKind.readInPages();
    }
    return {
      reason: status === 410 ? 'gone' : 'refused',
      failure,
      hasOtherWay: status === 410 || reaction.listInPages,
    };
  }

  #reactToSilence(failure: SilenceError): Failure {
    const { hasAnswered } = this.#connection;
    if (this.#phase === 'streaming list' && hasAnswered) {
      this.#listKind.countIncomplete();
    }
    // A silent watch may be dead or just quiet: the next one will tell.
    this.#probes = this.#phase === 'watch' && hasAnswered;
    return {
      reason: 'silent',
      failure: this.#probes ? undefined : failure,
      hasOtherWay: false,
    };
  }
}
