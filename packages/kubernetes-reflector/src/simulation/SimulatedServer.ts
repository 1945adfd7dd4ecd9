import { ApiStatusError } from '../ApiStatusError';
import type { Clock } from '../Clock';
import { readLines } from '../readLines';
import { bookmark } from '../testing/objects';
import type { Transport } from '../Transport';
import type { Fault, RequestKind } from './Fault';
import type { ModelCluster } from './ModelCluster';
import { PagedLists } from './PagedLists';
import { ServerAnswer } from './ServerAnswer';
import { TrafficRecord } from './TrafficRecord';

/** How a server treats a request for a streaming list. */
export type StreamingLists = 'known' | 'refused' | 'taken for a watch';

/** Options of {@link SimulatedServer}. */
export interface SimulatedServerOptions {
  clock: Clock;
  cluster: ModelCluster;
  streamingLists: StreamingLists;
  /** What goes wrong with the next request. */
  nextFault: (kind: RequestKind) => Fault;
  nextLatency: () => number;
}

/** Lists and watches as kube-apiserver answers them, over a bad network. */
export class SimulatedServer implements Transport {
  readonly record: TrafficRecord;
  readonly #options: SimulatedServerOptions;
  readonly #answers = new Set<ServerAnswer>();
  readonly #pagedLists: PagedLists;
  #acceptedToken = 1;
  #token = 1;
  #isForbidden = false;
  #resets = new AbortController();

  constructor(options: SimulatedServerOptions) {
    this.#options = options;
    this.#pagedLists = new PagedLists(options.cluster);
    this.record = new TrafficRecord(() => options.clock.now());
  }

  /** {@inheritDoc Transport.get} */
  async get(path: string, signal: AbortSignal): Promise<AsyncIterable<string>> {
    const { clock, nextFault, nextLatency } = this.#options;
    const parameters = new URL(path, 'http://server').searchParams;
    const kind = kindOf(parameters);
    this.record.request(kind);
    const fault = nextFault(kind);
    const latency = nextLatency();
    let isOver = false;
    const end = () => {
      if (!isOver) {
        isOver = true;
        this.record.ended();
      }
    };
    try {
      await passed(
        clock,
        latency,
        AbortSignal.any([signal, this.#resets.signal]),
      );
      await this.#refuse({ fault, kind, signal, parameters });
    } catch (error) {
      end();
      throw error;
    }
    this.record.delivered();
    const answer = new ServerAnswer({
      clock,
      record: this.record,
      fault,
      signal,
      // What takes time is to begin; what is there by then comes at once.
      latencyMilliseconds: Math.min(200, latency),
      isWatch:
        kind === 'watch' ||
        (kind === 'streaming list' && this.#options.streamingLists === 'known'),
    });
    answer.whenOver(() => {
      this.#answers.delete(answer);
      end();
    });
    this.#answers.add(answer);
    this.#answer(kind, parameters, answer);
    return readLines(answer.body);
  }

  /** {@inheritDoc Transport.renewCredentials} */
  renewCredentials(): void {
    this.#token = this.#acceptedToken;
  }

  rotateToken(): void {
    this.#acceptedToken++;
  }

  forbid(isForbidden: boolean): void {
    this.#isForbidden = isForbidden;
  }

  resetAll(): void {
    this.#resets.abort(new Error('The connection was reset.'));
    this.#resets = new AbortController();
    [...this.#answers].forEach(answer => answer.reset());
  }

  silenceAll(): void {
    this.#answers.forEach(answer => answer.silence());
  }

  /** Whether the client listens to a connection on which nothing will ever come. */
  get hasHalfOpen(): boolean {
    return [...this.#answers].some(({ isSilent }) => isSilent);
  }

  forgetPages(): void {
    this.#pagedLists.forget();
  }

  async #refuse(request: {
    fault: Fault;
    kind: RequestKind;
    signal: AbortSignal;
    parameters: URLSearchParams;
  }): Promise<void> {
    const { fault, kind, signal, parameters } = request;
    if (fault.type === 'no connection') {
      throw new Error('The connection was refused.');
    }
    if (fault.type === 'no answer') {
      await passed(this.#options.clock, Infinity, signal);
    }
    const refusal =
      fault.type === 'status' ? fault : this.#refusalOf(kind, parameters);
    if (!refusal) {
      return;
    }
    const { status, retryAfterSeconds } = refusal;
    this.record.delivered();
    if (retryAfterSeconds) {
      this.record.expectNothingFor(retryAfterSeconds * 1000);
    }
    if (status === 401) {
      this.record.expectRequestWithin(10_000);
    }
    const followsPlace = kind === 'watch' || kind === 'history check';
    if (kind === 'watch' && status === 410) {
      this.record.toldGone();
    } else if (followsPlace && status === 404) {
      this.record.reasonsToList++;
    }
    throw new ApiStatusError({
      status,
      message: `refused with ${status}`,
      retryAfterSeconds,
    });
  }

  #refusalOf(
    kind: RequestKind,
    parameters: URLSearchParams,
  ): { status: number; retryAfterSeconds?: undefined } | undefined {
    const { cluster, streamingLists } = this.#options;
    if (this.#token !== this.#acceptedToken) {
      return { status: 401 };
    }
    if (this.#isForbidden) {
      return { status: 403 };
    }
    if (!cluster.exists) {
      return { status: 404 };
    }
    if (kind === 'streaming list' && streamingLists === 'refused') {
      return { status: 422 };
    }
    return this.#pagedLists.isGone(parameters) ? { status: 410 } : undefined;
  }

  #answer(
    kind: RequestKind,
    parameters: URLSearchParams,
    answer: ServerAnswer,
  ): void {
    const { cluster } = this.#options;
    if (kind === 'watch') {
      this.#watch(
        Number(parameters.get('resourceVersion')),
        parameters,
        answer,
      );
    } else if (kind === 'streaming list') {
      const { resourceVersion } = cluster;
      cluster
        .objects()
        .forEach(object => answer.send({ type: 'ADDED', object }));
      if (this.#options.streamingLists === 'known') {
        answer.send(bookmark(resourceVersion, true), () =>
          this.record.listFinished(),
        );
      }
      this.#watch(resourceVersion, parameters, answer);
    } else {
      const page = this.#pagedLists.page(parameters);
      answer.send(page, () => {
        if (!page.metadata.continue && kind !== 'history check') {
          this.record.listFinished();
        }
      });
      answer.end();
    }
  }

  #watch(
    from: number,
    parameters: URLSearchParams,
    answer: ServerAnswer,
  ): void {
    const { cluster } = this.#options;
    const changes = cluster.changesSince(from);
    if (!changes) {
      answer.send(
        {
          type: 'ERROR',
          object: { code: 410, message: 'too old resource version' },
        },
        () => this.record.toldGone(),
      );
      return;
    }
    changes.forEach(({ type, object }) => answer.send({ type, object }));
    const observer = {
      changed: ({
        type,
        object,
        resourceVersion,
      }: (typeof changes)[number]) => {
        // A watch from the future is told nothing until that has come.
        if (resourceVersion > from) {
          answer.send({ type, object });
        }
      },
      collectionRemoved: () => answer.end(),
    };
    cluster.observers.add(observer);
    const mark = () => {
      if (cluster.resourceVersion >= from) {
        answer.send(bookmark(cluster.resourceVersion));
      }
    };
    const markAgain = () => {
      mark();
      answer.after(60_000, markAgain);
    };
    const milliseconds = Number(parameters.get('timeoutSeconds')) * 1000;
    answer.after(60_000, markAgain);
    answer.after(milliseconds - 2_000, mark);
    answer.after(milliseconds, () => answer.end());
    answer.whenOver(() => cluster.observers.delete(observer));
  }
}

function kindOf(parameters: URLSearchParams): RequestKind {
  if (parameters.has('sendInitialEvents')) {
    return 'streaming list';
  }
  if (parameters.has('watch')) {
    return 'watch';
  }
  if (parameters.has('continue')) {
    return 'next page';
  }
  return parameters.get('limit') === '1' ? 'history check' : 'first page';
}

/** Rejects when the signal aborts first. An infinite time never passes. */
function passed(
  clock: Clock,
  milliseconds: number,
  signal: AbortSignal,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const callOff =
      milliseconds === Infinity
        ? () => {}
        : clock.schedule(resolve, milliseconds);
    signal.addEventListener(
      'abort',
      () => {
        callOff();
        reject(signal.reason);
      },
      { once: true },
    );
  });
}
