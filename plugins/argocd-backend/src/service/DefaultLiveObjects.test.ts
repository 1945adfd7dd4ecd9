import { ApiStatusError } from '@golden-path/kubernetes-reflector';
import type { ClustersService } from '@golden-path/plugin-platform-node';
import { canary } from '../__testUtils__/canaries';
import { FakeArgoCdServer } from '../__testUtils__/FakeArgoCdServer';
import {
  answers,
  applicationOf,
  FakeTransport,
  managed,
  owned,
  type Answers,
} from '../__testUtils__/liveObjectsFixture';
import { KubernetesObjectsClient } from '../client/KubernetesObjectsClient';
import type { ArgocdConfig } from '../config';
import { DefaultLiveObjects } from './DefaultLiveObjects';

const instances: ArgocdConfig['instances'] = [
  {
    type: 'cluster',
    name: 'main',
    cluster: 'sandbox',
    namespace: 'argocd',
    applicationNamespaces: [],
  },
];

describe('DefaultLiveObjects', () => {
  const clusters: ClustersService = {
    names: () => ['sandbox'],
    get: () => Promise.reject(new Error('nobody asks')),
    serverOf: () => '',
    nameOfServer: () => undefined,
  };

  function create(given: Answers) {
    const transport = new FakeTransport(given);
    const liveObjects = DefaultLiveObjects.create({
      clusters,
      instances,
      objects: KubernetesObjectsClient.create({
        clusters,
        transportTo: () => transport,
      }),
      timeoutMilliseconds: 50,
      now: () => Date.parse('2026-01-05T00:00:00Z'),
    });
    return { liveObjects, transport };
  }

  it('tells what the objects of an application made, and what was reported about them', async () => {
    const { liveObjects } = create(answers);
    const answer = await liveObjects.get(applicationOf());
    expect(answer).toEqual({
      children: [
        {
          id: 'apps/ReplicaSet/orders/order-service-abc',
          parentId: 'argoproj.io/Rollout/orders/order-service',
          ...managed('apps', 'ReplicaSet', 'order-service-abc'),
          health: 'Progressing',
          message: '0 of 1 replicas are available',
          detail: 'revision 4',
          createdAt: '2026-01-02T03:04:05Z',
          requiresPruning: false,
        },
        {
          id: 'batch/Job/orders/report-1',
          parentId: 'batch/CronJob/orders/report',
          ...managed('batch', 'Job', 'report-1'),
          health: 'Degraded',
          message: 'it failed',
          requiresPruning: false,
        },
        {
          id: '/Pod/orders/order-service-abc-1',
          parentId: 'apps/ReplicaSet/orders/order-service-abc',
          ...managed('', 'Pod', 'order-service-abc-1'),
          health: 'Degraded',
          message: 'CrashLoopBackOff: back-off; DB_PASSWORD=[redacted]',
          detail: '0/1 ready',
          requiresPruning: false,
        },
      ],
      events: [
        {
          id: 'b',
          type: 'Normal',
          reason: 'Pulled',
          message: 'Pulled the image',
          count: 7,
          firstSeen: '2026-01-03T00:00:00Z',
          lastSeen: '2026-01-04T00:00:00Z',
          object: { kind: 'Pod', name: 'order-service-abc-1' },
        },
        expect.objectContaining({ id: 'event', type: 'Warning' }),
        expect.objectContaining({ id: 'd' }),
      ],
      sources: [
        {
          name: 'objects in sandbox',
          status: 'live',
          asOf: '2026-01-05T00:00:00.000Z',
        },
      ],
    });
    expect(JSON.stringify(answer)).not.toMatch(/canary\d/);
  });

  it('asks only for what may be there, once for all who look', async () => {
    const { liveObjects, transport } = create(answers);
    const looks = [
      applicationOf(),
      applicationOf({ name: 'other' }),
      applicationOf({ resources: [managed('apps', 'StatefulSet', 'db')] }),
    ];
    await Promise.all(looks.map(look => liveObjects.get(look)));
    await liveObjects.get(looks[0]);
    const asked = transport.paths
      .filter(path => !path.includes('continue'))
      .sort();
    expect(asked).toEqual([
      '/api/v1/namespaces/argocd/events?fieldSelector=involvedObject.kind%3DApplication&limit=500',
      '/api/v1/namespaces/orders/events?limit=500',
      '/api/v1/namespaces/orders/pods?limit=500',
      '/apis/apps/v1/namespaces/orders/replicasets?limit=500',
      '/apis/batch/v1/namespaces/orders/jobs?limit=500',
    ]);
    expect(asked.join()).not.toMatch(/secrets|configmaps/);
  });

  it.each(['../../secrets', '..%2Fclusters', 'a/b', 'A', '', 'kube system'])(
    'S9: sends the namespace %j nowhere',
    async namespace => {
      const { liveObjects, transport } = create({});
      await liveObjects.get(
        applicationOf({
          namespace,
          resources: [{ ...managed('apps', 'Deployment', 'x'), namespace }],
        }),
      );
      expect(transport.paths).toEqual([
        expect.stringMatching(/^\/api\/v1\/namespaces\/argocd\/events/),
      ]);
    },
  );

  it.each<[string, Answers[string], RegExp]>([
    ['R8', new Error('connect ECONNREFUSED canary'), /does not answer/],
    ['R8', 'silence', /does not answer/],
    [
      'R5',
      new ApiStatusError({ status: 403, message: 'canary' }),
      /may not read pods in namespace orders of cluster sandbox/,
    ],
  ])('%s: says what it does not get: %s', async (_, pods, message) => {
    const { liveObjects, transport } = create({ ...answers, pods });
    const answer = await liveObjects.get(applicationOf());
    expect(answer.sources).toEqual([
      {
        name: 'objects in sandbox',
        status: 'unavailable',
        message: expect.stringMatching(message),
      },
    ]);
    expect(answer.children.map(({ kind }) => kind)).toEqual([
      'ReplicaSet',
      'Job',
    ]);
    expect(JSON.stringify(answer)).not.toContain('canary');
    const before = transport.paths.length;
    await liveObjects.get(applicationOf());
    expect(transport.paths).toHaveLength(before);
  });

  it('says so where there are too many', async () => {
    const pods = Array.from({ length: 2_500 }, (_, index) =>
      owned(`db-${index}`, ['StatefulSet', 'db']),
    );
    const { liveObjects } = create({ pods });
    const { children, sources } = await liveObjects.get(
      applicationOf({ resources: [managed('apps', 'StatefulSet', 'db')] }),
    );
    expect(children).toHaveLength(2_000);
    expect(sources[0]).toMatchObject({
      status: 'live',
      message: expect.stringContaining('some are not told'),
    });
  });

  it('does not follow owners in a circle', async () => {
    const { liveObjects } = create({
      replicasets: [
        owned('a', ['ReplicaSet', 'b']),
        owned('b', ['ReplicaSet', 'a']),
        owned('order-service', ['Rollout', 'order-service']),
      ].map(object => ({ ...object, spec: { replicas: 1 } })),
    });
    const { children } = await liveObjects.get(applicationOf());
    expect(children.map(({ name }) => name)).toEqual(['order-service']);
  });

  it('says so for a cluster that it does not know', async () => {
    const { liveObjects, transport } = create(answers);
    const answer = await liveObjects.get(applicationOf({ cluster: 'moon' }));
    expect(answer).toEqual({
      children: [],
      events: [],
      sources: [
        {
          name: 'objects in moon',
          status: 'unavailable',
          message: expect.stringContaining('clusterLocatorMethods'),
        },
      ],
    });
    expect(transport.paths).toEqual([]);
  });

  describe('of an Argo CD API server whose cluster is not known', () => {
    let server: FakeArgoCdServer;

    beforeEach(async () => {
      server = await FakeArgoCdServer.start();
    });

    afterEach(() => server.stop());

    function createFor(fake: FakeArgoCdServer) {
      return DefaultLiveObjects.create({
        clusters,
        instances: [
          {
            type: 'server',
            name: 'remote',
            url: fake.url,
            token: fake.token,
            frontendUrl: fake.url,
          },
        ],
        timeoutMilliseconds: 200,
      });
    }

    const remote = (name?: string) =>
      applicationOf({ instance: 'remote', cluster: 'in-cluster', name });

    it('asks that server for the tree and the events', async () => {
      server.answers.set('/api/v1/applications/order-service/resource-tree', {
        nodes: [
          managed('argoproj.io', 'Rollout', 'order-service'),
          {
            ...managed('apps', 'ReplicaSet', 'order-service-abc'),
            parentRefs: [managed('argoproj.io', 'Rollout', 'order-service')],
            health: { status: 'Degraded', message: `token=${canary(1)}` },
            info: [{ name: 'Revision', value: 'Rev:4' }],
            images: [canary(2)],
          },
        ],
      });
      server.answers.set('/api/v1/applications/order-service/events', {
        items: answers.events,
      });
      const answer = await createFor(server).get(remote());
      expect(answer.children).toEqual([
        {
          id: 'apps/ReplicaSet/orders/order-service-abc',
          parentId: 'argoproj.io/Rollout/orders/order-service',
          ...managed('apps', 'ReplicaSet', 'order-service-abc'),
          health: 'Degraded',
          message: 'token=[redacted]',
          detail: 'revision 4',
          requiresPruning: false,
        },
      ]);
      expect(answer.events.map(({ id }) => id)).toEqual(['event', 'd']);
      expect(answer.sources[0]).toMatchObject({ status: 'live' });
      expect(JSON.stringify(answer)).not.toMatch(/canary\d/);
    });

    it.each(['..%2Fclusters', '../clusters', 'a/b', 'a?x', '..', 'a..b'])(
      'S9: sends the name %j nowhere',
      async name => {
        const answer = await createFor(server).get(remote(name));
        expect(answer.sources[0].status).toBe('unavailable');
        expect(server.requests).toEqual([]);
      },
    );

    it('R8: says so when it lies', async () => {
      server.fault = { type: 'page' };
      const { sources } = await createFor(server).get(remote());
      expect(sources).toEqual([
        {
          name: 'objects in Argo CD remote',
          status: 'unavailable',
          message: expect.stringContaining('sign-in page'),
        },
      ]);
    });
  });
});
