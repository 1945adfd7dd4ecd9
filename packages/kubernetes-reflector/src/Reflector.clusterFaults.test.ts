import { setTimeout } from 'node:timers/promises';
import type { Reflector } from './Reflector';
import { SeededRandom } from './simulation/SeededRandom';
import { ClusterFixture } from './testing/ClusterFixture';
import { eventually } from './testing/eventually';
import { FaultyProxy, type ProxyFault } from './testing/FaultyProxy';

const kubeConfigFile = process.env.GOLDEN_PATH_TEST_KUBECONFIG;
const describeWithCluster = kubeConfigFile ? describe : describe.skip;

const gone = '{"type":"ERROR","object":{"code":410,"message":"too old"}}';
const runs = 50;
const runsAtOnce = 5;

describeWithCluster(
  'Reflector behind a faulty proxy before a real API server (needs GOLDEN_PATH_TEST_KUBECONFIG)',
  () => {
    let cluster: ClusterFixture;
    let proxy: FaultyProxy;
    let reflector: Reflector<string>;

    beforeAll(async () => {
      cluster = await ClusterFixture.create(
        kubeConfigFile ?? '',
        `reflector-faults-${process.pid}`,
      );
    });

    beforeEach(async () => {
      proxy = await FaultyProxy.start(cluster.kubeConfig);
      await cluster.put('first', 'value');
      reflector = cluster.reflect(proxy);
      await eventually(() => reflector.status().state === 'live');
    });

    afterEach(async () => {
      await reflector.stop();
      await proxy.stop();
    });

    async function expectTruth(actual = reflector) {
      const truth = await cluster.truth();
      await eventually(
        () =>
          actual.status().state === 'live' &&
          actual.list().sort().join() === truth.join(),
      );
      for (const description of truth) {
        expect(actual.find('description', description)).toEqual([description]);
      }
    }

    /** About 50 changes a second, until `finished` settles. */
    async function change(random: SeededRandom, finished: Promise<unknown>) {
      let isFinished = false;
      const finish = finished.finally(() => {
        isFinished = true;
      });
      for (let count = 0; !isFinished; count++) {
        const name = `thing-${Math.floor(random.between(0, 15))}`;
        await (random.chance(0.3)
          ? cluster.remove(name)
          : cluster.put(name, String(count)));
        await setTimeout(15);
      }
      await finish;
    }

    it('R1: stays true through resets while 50 changes happen a second, without listing again', async () => {
      const reset = async () => {
        for (let count = 0; count < 25; count++) {
          await setTimeout(200);
          proxy.resetAll();
        }
      };
      await change(new SeededRandom(1), reset());
      await expectTruth();
      const { lists, connectionEnds } = reflector.metrics();
      expect(lists).toBe(1);
      expect(connectionEnds.broken).toBeGreaterThan(10);
      expect(connectionEnds.broken).toBeLessThanOrEqual(25);
    }, 30_000);

    it.each<[string, ProxyFault]>([
      ['as a status', { type: 'status', status: 410 }],
      ['inside of the stream', { type: 'line', line: gone }],
    ])(
      'R2: lists once for a 410 %s, and forgets what was deleted in the gap',
      async (_, fault) => {
        await cluster.put('gap', 'value');
        await eventually(() => reflector.size >= 2);
        let isTold = false;
        proxy.faultOf = path => {
          const tells = !isTold && path.includes('resourceVersion=');
          isTold ||= tells;
          return tells ? fault : { type: 'none' };
        };
        const removed = cluster.remove('gap');
        proxy.resetAll();
        await removed;
        await expectTruth();
        await eventually(() => reflector.metrics().relists.gone === 1);
        await expectTruth();
        expect(reflector.metrics().lists).toBe(2);
      },
    );

    it('R3: is stale soon after the connection went half-open, and true again afterwards', async () => {
      proxy.silenceAll();
      proxy.faultOf = () => ({ type: 'silence' });
      await eventually(() => reflector.status().state === 'stale');
      const { asOf } = reflector.status();
      expect(asOf).toBeDefined();
      await cluster.put('first', 'changed in the dark');
      proxy.faultOf = () => ({ type: 'none' });
      await expectTruth();
      expect(reflector.metrics().lists).toBe(1);
    });

    it('R4: keeps what it knows while the server refuses, waits as asked, and recovers', async () => {
      const known = reflector.list();
      proxy.faultOf = () => ({
        type: 'status',
        status: 429,
        headers: { 'retry-after': '1' },
      });
      const before = proxy.requests.length;
      proxy.resetAll();
      await eventually(() => reflector.status().reason?.status === 429);
      expect(reflector.list()).toEqual(known);
      expect(reflector.status().state).toBe('stale');
      await setTimeout(900);
      expect(proxy.requests.length - before).toBe(1);
      proxy.faultOf = () => ({ type: 'none' });
      await expectTruth();
    });

    it('R5: takes new credentials; a forbidden type leaves the others alone', async () => {
      const path = `/api/v1/namespaces/${cluster.namespace}/secrets`;
      const other = cluster.reflect(proxy, { path });
      await eventually(() => other.status().state === 'live');
      proxy.acceptedToken = 'token-2';
      proxy.faultOf = requested => ({
        ...(requested.startsWith(path)
          ? { type: 'status', status: 403 }
          : { type: 'none' }),
      });
      proxy.resetAll();
      await eventually(() => other.status().reason?.status === 403);
      await expectTruth();
      expect(other.status().state).toBe('stale');
      await other.stop();
    });

    it('R6: counts what was cut off or is no event, and follows a resource definition that goes and comes back', async () => {
      const crd = definition();
      await cluster.api.create(crd);
      const things = cluster.reflect(proxy, {
        path: `/apis/${crd.spec.group}/v1/namespaces/${cluster.namespace}/things`,
      });
      await eventually(() => things.status().state === 'live');
      await cluster.api.create(thing('old', cluster.namespace));
      await eventually(() => things.size === 1);
      await cluster.api.delete(crd);
      await eventually(() => things.status().reason?.status === 404);
      await eventually(() => things.size === 0);
      await cluster.api.create(crd);
      await eventually(() => things.status().state === 'live');
      await cluster.api.create(thing('new', cluster.namespace));
      await eventually(() => things.size === 1);
      expect(things.list()).toEqual(['new=']);
      await things.stop();

      proxy.faultOf = () => ({ type: 'line', line: '{"type":"ADD' });
      proxy.resetAll();
      await eventually(() => reflector.metrics().malformedLines > 0);
      proxy.faultOf = () => ({ type: 'none' });
      await expectTruth();
    }, 30_000);

    it('R7: stays live, by early bookmarks and without listing again, when nothing happens', async () => {
      const states: string[] = [];
      reflector.subscribe(event => states.push(event.type));
      const bookmarks = reflector.metrics().events.BOOKMARK;
      // The server sends a bookmark only when there is something new, be it elsewhere.
      while (reflector.metrics().events.BOOKMARK < bookmarks + 2) {
        await cluster.changeElsewhere();
        await setTimeout(200);
      }
      expect(reflector.metrics().connectionEnds.silent).toBeGreaterThan(0);
      expect(states).toEqual([]);
      expect(reflector.metrics().lists).toBe(1);
    }, 20_000);

    async function misbehave(faulty: FaultyProxy, random: SeededRandom) {
      for (let episode = 0; episode < 4; episode++) {
        const fault = pickFault(random);
        faulty.faultOf = () => (random.chance(0.7) ? fault : { type: 'none' });
        if (random.chance(0.5)) {
          faulty.acceptedToken = `token-${episode + 2}`;
        }
        random.pick([
          () => faulty.resetAll(),
          () => faulty.silenceAll(),
          () => {},
        ])();
        await setTimeout(random.between(100, 300));
      }
      faulty.faultOf = () => ({ type: 'none' });
    }

    /** Several reflectors, each behind a proxy of its own, while the same objects change. */
    async function runTogether(seeds: readonly number[]) {
      const proxies = await Promise.all(
        seeds.map(() => FaultyProxy.start(cluster.kubeConfig)),
      );
      const reflectors = proxies.map(faulty => cluster.reflect(faulty));
      const faults = proxies.map((faulty, index) =>
        misbehave(faulty, new SeededRandom(seeds[index])),
      );
      await change(new SeededRandom(seeds[0]), Promise.all(faults));
      for (const each of reflectors) {
        await expectTruth(each);
        await each.stop();
      }
      await Promise.all(proxies.map(each => each.stop()));
    }

    it(`R1, R2, R3, R4, R5, R6: equals the cluster after any faults, in ${runs} runs`, async () => {
      const { length } = await cluster.truth();
      expect(length).toBeGreaterThan(0);
      for (let first = 0; first < runs; first += runsAtOnce) {
        await runTogether(
          Array.from({ length: runsAtOnce }, (_, index) => first + index),
        );
      }
    }, 90_000);
  },
);

function pickFault(random: SeededRandom): ProxyFault {
  return random.pick<() => ProxyFault>([
    () => ({ type: 'reset' }),
    () => ({ type: 'silence' }),
    () => ({ type: 'delay', milliseconds: random.between(50, 500) }),
    () => ({ type: 'status', status: random.pick([401, 403, 410, 500, 503]) }),
    () => ({ type: 'status', status: 429, headers: { 'retry-after': '1' } }),
    () => ({ type: 'line', line: random.pick([gone, '{"type":"ADD', 'no']) }),
    () => ({
      type: 'cut',
      afterBytes: Math.floor(random.between(0, 6_000)),
      how: random.pick(['reset', 'silence', 'end']),
    }),
  ])();
}

function definition() {
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: 'things.reflector.example.org' },
    spec: {
      group: 'reflector.example.org',
      scope: 'Namespaced',
      names: { kind: 'Thing', plural: 'things' },
      versions: [
        {
          name: 'v1',
          served: true,
          storage: true,
          schema: { openAPIV3Schema: { type: 'object' } },
        },
      ],
    },
  };
}

function thing(name: string, namespace: string) {
  return {
    apiVersion: 'reflector.example.org/v1',
    kind: 'Thing',
    metadata: { name, namespace },
  };
}
