import { KubeConfig } from '@kubernetes/client-node';
import { KubeConfigTransport } from '../KubeConfigTransport';
import { Reflector } from '../Reflector';
import type { ReflectorEvent, ReflectorOptions } from '../ReflectorOptions';
import { eventually } from './eventually';
import { FakeApiServer } from './FakeApiServer';
import { ManualClock } from './ManualClock';
import { bookmark, objectOf } from './objects';

/** The projection of the objects of the tests. */
export interface Thing {
  name: string;
  color: string;
}

/** The collection that the tests reflect. */
export const path = '/apis/example.org/v1/namespaces/default/things';

/** A reflector before a fake API server, with a clock that the test moves. */
export class ReflectorFixture {
  readonly server: FakeApiServer;
  readonly reflector: Reflector<Thing>;
  readonly clock = new ManualClock();
  readonly events: ReflectorEvent<Thing>[] = [];
  /** The tokens of the KubeConfig, one for each time that it is loaded. */
  readonly tokens = ['first-token', 'second-token', 'third-token'];

  private constructor(
    server: FakeApiServer,
    options: Partial<ReflectorOptions<Thing>>,
  ) {
    this.server = server;
    this.reflector = Reflector.create({
      transport: KubeConfigTransport.create(() =>
        kubeConfigFor(server.url, this.tokens.shift() ?? ''),
      ),
      path,
      project: projectThing,
      indexers: { color: ({ color }) => [color] },
      clock: this.clock,
      random: () => 0.5,
      ...options,
    });
    this.reflector.subscribe(event => this.events.push(event));
    this.reflector.start();
  }

  static async start(
    options: Partial<ReflectorOptions<Thing>> = {},
  ): Promise<ReflectorFixture> {
    return new ReflectorFixture(await FakeApiServer.start(), options);
  }

  /** Brings it to a live stream with the things a:red and b:blue. */
  async goLive() {
    const stream = await this.server.next();
    stream.send(
      { type: 'ADDED', object: objectOf('a', 5) },
      { type: 'ADDED', object: objectOf('b', 6, 'blue') },
      bookmark(7, true),
    );
    await eventually(() => this.state() === 'live');
    return stream;
  }

  state() {
    return this.reflector.status().state;
  }

  names(): string[] {
    return this.reflector
      .list()
      .map(({ name, color }) => `${name}:${color}`)
      .sort();
  }

  /** Lets the reflector begin to wait before its next attempt, and the wait pass. Returns how long it was. */
  async passWait(): Promise<number> {
    const nextAttemptAt = () => this.reflector.metrics().nextAttemptAt;
    await eventually(() => nextAttemptAt() !== undefined);
    const delay = (nextAttemptAt() ?? 0) - this.clock.now();
    this.clock.advance(delay);
    return delay;
  }

  async stop(): Promise<void> {
    await this.reflector.stop();
    await this.server.stop();
  }
}

function projectThing(object: unknown): Thing | undefined {
  // The fake server sends nothing else.
  const { metadata, color } = object as ReturnType<typeof objectOf>;
  if (color === 'broken') {
    throw new Error('it has no color');
  }
  return color === 'hidden' ? undefined : { name: metadata.name, color };
}

function kubeConfigFor(url: string, token: string): KubeConfig {
  const kubeConfig = new KubeConfig();
  kubeConfig.loadFromOptions({
    clusters: [{ name: 'fake', server: url, skipTLSVerify: true }],
    users: [{ name: 'portal', token }],
    contexts: [{ name: 'fake', cluster: 'fake', user: 'portal' }],
    currentContext: 'fake',
  });
  return kubeConfig;
}
