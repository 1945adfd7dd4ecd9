import { isDeepStrictEqual } from 'node:util';
import { byLabel } from '../byLabel';
import { Reflector } from '../Reflector';
import type { ReflectorEvent } from '../ReflectorOptions';
import type { KubernetesObject } from '../watchEvent';
import { ModelCluster, type ModelObject } from './ModelCluster';
import { SeededRandom } from './SeededRandom';
import { SimulatedServer, type StreamingLists } from './SimulatedServer';
import { VirtualClock } from './VirtualClock';
import { Weather } from './Weather';

/** The projection of the objects of a simulation. */
export interface Projected {
  readonly name: string;
  readonly serial: number;
  readonly labels: Readonly<Record<string, string>>;
}

/** Options of {@link Simulation}. */
export interface SimulationOptions {
  seed: number;
  streamingLists?: StreamingLists;
  /** How many objects there are at the start. */
  objects?: number;
  /** Is told what happens, to understand a seed that fails. */
  log?: (line: string) => void;
}

/** More than the longest way of an answer, and the time after which it is taken for good. */
const slackMilliseconds = 10_000;

/** One reflector before one simulated server, with what must hold at every moment. */
export class Simulation {
  readonly clock = new VirtualClock();
  readonly random: SeededRandom;
  readonly weather: Weather;
  readonly cluster: ModelCluster;
  readonly server: SimulatedServer;
  readonly reflector: Reflector<Projected>;
  readonly log: (line: string) => void;
  /** What somebody knows who only listens to the events. */
  readonly #replayed = new Map<string, Projected>();
  readonly #problems = new Set<string>();
  readonly #startedAt = this.clock.now();

  constructor(options: SimulationOptions) {
    const log = (line: string) =>
      options.log?.(`${this.#seconds().toFixed(1)} s: ${line}`);
    this.log = log;
    this.random = new SeededRandom(options.seed);
    this.weather = new Weather(this.random);
    this.cluster = new ModelCluster(() => this.clock.now());
    for (let index = 0; index < (options.objects ?? 8); index++) {
      this.cluster.put(`thing-${index}`);
    }
    this.server = new SimulatedServer({
      clock: this.clock,
      cluster: this.cluster,
      streamingLists: options.streamingLists ?? 'known',
      nextFault: kind => {
        const fault = this.weather.nextFault(kind);
        log(`${kind} with ${JSON.stringify(fault)}`);
        return fault;
      },
      nextLatency: () => this.weather.nextLatency(),
    });
    this.reflector = Reflector.create({
      transport: this.server,
      path: '/apis/example.org/v1/namespaces/default/things',
      project,
      indexers: {
        label: byLabel<Projected>(({ labels }) => labels),
        parity: ({ serial }) => [serial % 2 === 0 ? 'even' : 'odd'],
      },
      clock: this.clock,
      random: () => this.random.next(),
      timing: { pageSize: 3 },
      logger: { info: log, warn: log },
    });
    this.reflector.subscribe(event => this.#replay(event));
    this.reflector.start();
  }

  /** Lets time pass, and looks at every moment whether all that must hold does. */
  async pass(seconds: number): Promise<void> {
    await this.clock.pass(seconds * 1000, () => this.#look());
  }

  /** What does not hold once everything has come to rest. */
  async finish(): Promise<string[]> {
    this.#compareWithTruth();
    const { record } = this.server;
    this.#expect(
      record.finishedLists <= record.allowedLists,
      `${record.finishedLists} lists for ${record.allowedLists} reasons`,
    );
    const most = record.mostRequestsWithin(60_000);
    this.#expect(most <= 120, `${most} requests within a minute`);
    this.#expect(
      this.reflector.metrics().malformedLines >= record.malformedLines,
      'a malformed line was not counted',
    );
    await this.reflector.stop();
    await this.clock.pass(0);
    this.#expect(record.openConnections === 0, 'a connection was left open');
    return [...this.#problems, ...record.problems];
  }

  #look(): void {
    const now = this.clock.now();
    const { record } = this.server;
    const { state, asOf = 0 } = this.reflector.status();
    const silentFor = now - record.lastDeliveredAt;
    this.#expect(
      state !== 'live' || silentFor <= 60_000,
      `live after ${silentFor} ms of silence`,
    );
    const waitedFor = now - record.lastEndedAt;
    this.#expect(
      record.openConnections > 0 ||
        waitedFor <= Math.max(30_000, record.askedToWait),
      `no request for ${waitedFor} ms`,
    );
    if (asOf > record.deceivedUntil) {
      this.#compareWithThen(asOf - slackMilliseconds);
    }
  }

  /** What did not change since then is known. */
  #compareWithThen(then: number): void {
    for (const [name, { at, serial }] of this.cluster.lastChanges) {
      if (at < then) {
        const known = this.reflector.get('default', name)?.serial;
        const isRight = this.cluster.has(name)
          ? known === serial
          : known === undefined;
        this.#expect(isRight, `${name} was not as it had been at asOf`);
      }
    }
  }

  #compareWithTruth(): void {
    const { reflector } = this;
    const truth = this.cluster.objects().map(project).sort(byName);
    const { state, reason } = reflector.status();
    this.#expect(state === 'live', `${state} at the end: ${reason?.message}`);
    this.#expectEqual('the memory', reflector.list(), truth);
    this.#expectEqual('the replay', [...this.#replayed.values()], truth);
    for (const team of ['orders', 'payments', 'search']) {
      this.#expectEqual(
        `the index by label, ${team}`,
        reflector.find('label', `team=${team}`),
        truth.filter(({ labels }) => labels.team === team),
      );
    }
    this.#expectEqual(
      'the index by parity',
      reflector.find('parity', 'odd'),
      truth.filter(({ serial }) => serial % 2 === 1),
    );
    this.#expect(reflector.size === truth.length, 'the size was wrong');
  }

  #replay(event: ReflectorEvent<Projected>): void {
    if (event.type === 'changed') {
      this.#expectEqual(
        'what is told to have been before',
        [event.previous],
        [this.#replayed.get(event.value.name)],
      );
      this.#replayed.set(event.value.name, event.value);
    } else if (event.type === 'deleted') {
      this.#expect(
        this.#replayed.delete(event.previous.name),
        `${event.previous.name} was told to be deleted twice`,
      );
    }
  }

  #expectEqual(
    what: string,
    actual: (Projected | undefined)[],
    expected: (Projected | undefined)[],
  ): void {
    const sorted = [...actual].sort(byName);
    this.#expect(
      isDeepStrictEqual(sorted, expected),
      `${what} is ${brief(sorted)}, not ${brief(expected)}`,
    );
  }

  #expect(holds: boolean, otherwise: string): void {
    if (!holds && this.#problems.size < 5) {
      this.#problems.add(
        `${otherwise} (after ${this.#seconds().toFixed(1)} s)`,
      );
    }
  }

  #seconds(): number {
    return (this.clock.now() - this.#startedAt) / 1000;
  }
}

function project(object: KubernetesObject): Projected {
  // The simulated server sends nothing else.
  const { metadata, serial } = object as ModelObject;
  return { name: metadata.name, serial, labels: metadata.labels };
}

function brief(values: (Projected | undefined)[]): string {
  return `[${values.map(value => `${value?.name}#${value?.serial}`)}]`;
}

function byName(
  left: Projected | undefined,
  right: Projected | undefined,
): number {
  return (left?.name ?? '').localeCompare(right?.name ?? '');
}
