import { NotFoundError } from '@backstage/errors';
import type { ClustersService } from '@golden-path/plugin-platform-node';
import { KubeConfig } from '@kubernetes/client-node';
import {
  analysisRunWithCanaries,
  applicationWithCanaries,
  rolloutWithCanaries,
} from '../__testUtils__/canaries';
import { eventually } from '../__testUtils__/eventually';
import { FakeArgoCdServer } from '../__testUtils__/FakeArgoCdServer';
import { FakeCluster, type FakeObject } from '../__testUtils__/FakeCluster';
import type { ArgocdConfig } from '../config';
import type { ApplicationsChange } from './ApplicationsReadModel';
import { DefaultApplicationsReadModel } from './DefaultApplicationsReadModel';

const everything = { names: [], selector: [], instances: [] };

function applicationOf(
  name: string,
  options: { namespace?: string; project?: string; rollout?: string } = {},
): FakeObject {
  const { namespace = 'argocd', project = 'orders', rollout } = options;
  return {
    metadata: { name, namespace, resourceVersion: '1' },
    spec: { project, destination: { namespace: 'orders' } },
    status: {
      health: { status: 'Healthy' },
      resources: rollout
        ? [
            {
              group: 'argoproj.io',
              kind: 'Rollout',
              namespace: 'orders',
              name: rollout,
            },
          ]
        : [],
    },
  };
}

function rolloutOf(name: string, status: object): FakeObject {
  return {
    metadata: { name, namespace: 'orders', generation: 2 },
    spec: {
      strategy: { canary: { steps: [{ setWeight: 30 }, { pause: {} }] } },
    },
    status: { observedGeneration: '2', phase: 'Healthy', ...status },
  };
}

describe('DefaultApplicationsReadModel', () => {
  const clusters = new Map<string, FakeCluster>();
  const logger = { info: jest.fn(), warn: jest.fn() };
  const stops: (() => Promise<void>)[] = [];

  const clustersService: ClustersService = {
    names: () => [...clusters.keys()],
    async get(name) {
      const cluster = clusters.get(name);
      if (!cluster) {
        throw new NotFoundError(name);
      }
      const kubeConfig = new KubeConfig();
      kubeConfig.loadFromClusterAndUser(
        { name, server: cluster.url, skipTLSVerify: true },
        { name, token: 'portal-token' },
      );
      return kubeConfig;
    },
    serverOf: name => clusters.get(name)?.url ?? '',
    nameOfServer: () => undefined,
  };

  async function startCluster(
    name: string,
    content: Record<string, FakeObject[]>,
  ): Promise<FakeCluster> {
    const cluster = await FakeCluster.start(content);
    clusters.set(name, cluster);
    stops.push(() => cluster.stop());
    return cluster;
  }

  function start(instances: ArgocdConfig['instances']) {
    const readModel = DefaultApplicationsReadModel.create({
      instances,
      clusters: clustersService,
      logger,
    });
    stops.unshift(() => readModel.stop());
    readModel.start();
    return readModel;
  }

  function main(
    options: { applicationNamespaces?: string[] | '*' } = {},
  ): ArgocdConfig['instances'][number] {
    return {
      type: 'cluster',
      name: 'main',
      cluster: 'sandbox',
      namespace: 'argocd',
      applicationNamespaces: [],
      ...options,
    };
  }

  const isLive = (readModel: DefaultApplicationsReadModel) => () =>
    readModel.sources().every(({ status }) => status === 'live');

  afterEach(async () => {
    for (const stop of stops.splice(0)) {
      await stop();
    }
    clusters.clear();
    jest.clearAllMocks();
  });

  const namesIn = (readModel: DefaultApplicationsReadModel) =>
    readModel
      .list()
      .map(({ namespace, name }) => `${namespace}/${name}`)
      .sort();

  it.each([
    [[], ['argocd/a']],
    [['orders'], ['argocd/a', 'orders/b']],
    ['*' as const, ['argocd/a', 'orders/b', 'payments/c']],
  ])(
    'R19: reads applications of further namespaces: %j',
    async (applicationNamespaces, expected) => {
      await startCluster('sandbox', {
        applications: [
          applicationOf('a'),
          applicationOf('b', { namespace: 'orders' }),
          applicationOf('c', { namespace: 'payments' }),
        ],
      });
      const readModel = start([main({ applicationNamespaces })]);
      await eventually(isLive(readModel));
      expect(namesIn(readModel)).toEqual(expected);
      expect(readModel.sources()).toHaveLength(1);
    },
  );

  it('R19: follows an application that is deleted, comes back, or moves to another project', async () => {
    const cluster = await startCluster('sandbox', {
      applications: [applicationOf('a')],
    });
    const readModel = start([main()]);
    const changes: ApplicationsChange[] = [];
    await eventually(isLive(readModel));
    readModel.subscribe(change => {
      if (change.type === 'application') {
        changes.push(change);
      }
    });
    cluster.put('applications', applicationOf('a', { project: 'payments' }));
    await eventually(() => changes.length === 1);
    expect(
      readModel.find({ names: ['a'], project: 'orders', instances: [] }),
    ).toEqual([]);
    // Who saw it in the one project is told as well as who sees it in the other.
    expect(changes).toEqual([
      {
        type: 'application',
        versions: [
          expect.objectContaining({ project: 'orders' }),
          expect.objectContaining({ project: 'payments' }),
        ],
      },
    ]);
    cluster.remove('applications', applicationOf('a'));
    cluster.put('applications', applicationOf('renamed'));
    await eventually(() => namesIn(readModel).join() === 'argocd/renamed');
  });

  it('R25: tells that it is warming, and nothing to be missing', async () => {
    const cluster = await startCluster('sandbox', {});
    cluster.fallSilent();
    const readModel = start([main()]);
    expect(readModel.list()).toEqual([]);
    expect(readModel.sources()).toEqual([
      { name: 'main', status: 'warming', asOf: undefined, message: undefined },
    ]);
  });

  it('R8: one of three instances is down, one lies; the third answers', async () => {
    await startCluster('sandbox', { applications: [applicationOf('a')] });
    const silent = await startCluster('silent', {});
    silent.fallSilent();
    const lying = await FakeArgoCdServer.start();
    lying.fault = { type: 'page' };
    stops.push(() => lying.stop());
    const readModel = start([
      main(),
      {
        type: 'cluster',
        name: 'slow',
        cluster: 'silent',
        namespace: 'argocd',
        applicationNamespaces: [],
      },
      {
        type: 'server',
        name: 'lying',
        url: lying.url,
        token: lying.token,
        frontendUrl: lying.url,
      },
    ]);
    await eventually(
      () =>
        readModel.sources()[0].status === 'live' &&
        readModel.sources()[2].status === 'unavailable',
    );
    expect(namesIn(readModel)).toEqual(['argocd/a']);
    expect(readModel.sources()).toEqual([
      expect.objectContaining({ name: 'main', status: 'live' }),
      expect.objectContaining({ name: 'slow', status: 'warming' }),
      {
        name: 'lying',
        status: 'unavailable',
        message: expect.stringContaining('sign-in page'),
      },
    ]);
  });

  it.each([
    [401, /does not accept the portal's credentials/],
    [403, /may not read applications in namespace argocd/],
    [404, /is Argo CD installed/],
    [429, /too busy/],
    [500, /error 500/],
  ])(
    'R2, R4, R5: keeps what it knows when the cluster says %s',
    async (status, message) => {
      const cluster = await startCluster('sandbox', {
        applications: [applicationOf('a')],
      });
      const readModel = start([main()]);
      await eventually(isLive(readModel));
      cluster.refuse('applications', status);
      await eventually(() =>
        message.test(readModel.sources()[0].message ?? ''),
      );
      expect(readModel.sources()[0].status).toBe('stale');
      expect(readModel.sources()[0].asOf).toBeDefined();
      expect(namesIn(readModel)).toEqual(['argocd/a']);
      expect(JSON.stringify(readModel.sources())).not.toContain('canary');
    },
  );

  it('R6: leaves one object of an odd shape out, not the others', async () => {
    await startCluster('sandbox', {
      applications: [
        { metadata: { name: 'odd', namespace: 'argocd' }, spec: 'canary' },
        applicationOf('a'),
      ],
    });
    const readModel = start([main()]);
    await eventually(isLive(readModel));
    expect(namesIn(readModel)).toEqual(['argocd/a']);
    expect(logger.warn).toHaveBeenCalledTimes(1);
    expect(JSON.stringify(logger.warn.mock.calls)).not.toContain('canary');
  });

  it('tells the rollouts of an application with the analyses of the current revision, the worst first', async () => {
    const run = (name: string, hash: string, created: string) => ({
      metadata: {
        name,
        namespace: 'orders',
        labels: { 'rollouts-pod-template-hash': hash },
        ownerReferences: [{ kind: 'Rollout', name: 'web' }],
        creationTimestamp: created,
      },
      status: { phase: 'Running' },
    });
    const application = applicationOf('a', { rollout: 'web' });
    application.status = {
      resources: ['api', 'web', 'gone'].map(name => ({
        group: 'argoproj.io',
        kind: 'Rollout',
        namespace: 'orders',
        name,
      })),
    };
    await startCluster('sandbox', {
      applications: [application],
      rollouts: [
        rolloutOf('api', {}),
        rolloutOf('web', {
          phase: 'Paused',
          currentPodHash: 'new',
          currentStepIndex: 1,
          pauseConditions: [
            { reason: 'CanaryPauseStep', startTime: '2026-01-02T03:04:05Z' },
          ],
          controllerPause: true,
        }),
        rolloutOf('of-somebody-else', { phase: 'Degraded' }),
      ],
      analysisruns: [
        run('old', 'old', '2026-01-01T00:00:00Z'),
        run('first', 'new', '2026-01-02T00:00:00Z'),
        run('second', 'new', '2026-01-02T01:00:00Z'),
      ],
    });
    const readModel = start([main()]);
    await eventually(isLive(readModel));
    await eventually(
      () => readModel.rolloutsOf(readModel.list()[0]).length === 2,
    );
    await eventually(
      () => readModel.rolloutsOf(readModel.list()[0])[0].analyses.length === 2,
    );
    expect(readModel.rolloutsOf(readModel.list()[0])).toEqual([
      {
        name: 'web',
        namespace: 'orders',
        strategy: 'canary',
        phase: 'Paused',
        step: 2,
        steps: 2,
        weight: 30,
        pauseReason: 'CanaryPauseStep',
        pausedSince: '2026-01-02T03:04:05Z',
        aborted: false,
        stepList: [
          {
            number: 1,
            kind: 'setWeight',
            title: 'Set weight to 30 %',
            weight: 30,
            state: 'done',
          },
          {
            number: 2,
            kind: 'pause',
            title: 'Pause until promoted',
            state: 'current',
          },
        ],
        analyses: [
          { name: 'second', phase: 'Running', metrics: [] },
          { name: 'first', phase: 'Running', metrics: [] },
        ],
      },
      expect.objectContaining({ name: 'api', phase: 'Healthy' }),
    ]);
  });

  it('announces a change of a rollout or an analysis as one of its application', async () => {
    const cluster = await startCluster('sandbox', {
      applications: [
        applicationOf('a', { rollout: 'web' }),
        applicationOf('b'),
      ],
      rollouts: [rolloutOf('web', {})],
      analysisruns: [],
    });
    const readModel = start([main()]);
    await eventually(() =>
      readModel.list().some(it => readModel.rolloutsOf(it).length === 1),
    );
    await eventually(isLive(readModel));
    const names: string[] = [];
    readModel.subscribe(change => {
      if (change.type === 'application') {
        names.push(...change.versions.map(({ name }) => name));
      }
    });
    cluster.put('rollouts', rolloutOf('web', { phase: 'Degraded' }));
    cluster.put('rollouts', rolloutOf('of-nobody', {}));
    cluster.put('analysisruns', analysisRunOf('web'));
    await eventually(() => names.length === 2);
    cluster.remove('rollouts', rolloutOf('web', {}));
    await eventually(() => names.length === 3);
    expect(names).toEqual(['a', 'a', 'a']);
  });

  it('has no source for a cluster without Argo Rollouts, and warns nobody', async () => {
    const cluster = await startCluster('sandbox', {
      applications: [applicationOf('a', { rollout: 'web' })],
    });
    cluster.refuse('rollouts', 404);
    cluster.refuse('analysisruns', 404);
    const readModel = start([main()]);
    await eventually(isLive(readModel));
    await eventually(() =>
      cluster.requests.some(path => path.includes('/analysisruns')),
    );
    await eventually(() => readModel.sources().length === 1);
    expect(readModel.rolloutsOf(readModel.list()[0])).toEqual([]);
    await eventually(() =>
      JSON.stringify(logger.info.mock.calls).includes('not installed'),
    );
    expect(logger.warn).not.toHaveBeenCalled();
  });

  it('R5: tells that rollouts may not be read, to whom it matters', async () => {
    const cluster = await startCluster('sandbox', {
      applications: [
        applicationOf('a', { rollout: 'web' }),
        applicationOf('b'),
      ],
    });
    cluster.refuse('rollouts', 403);
    const readModel = start([main()]);
    const problem = {
      name: 'rollouts in sandbox',
      status: 'unavailable',
      message:
        'the portal may not read rollouts and analysisruns in cluster sandbox',
    };
    await eventually(() => readModel.sources()[1]?.status === 'unavailable');
    await eventually(() => readModel.sources()[0].status === 'live');
    expect(readModel.sources()[1]).toEqual(problem);
    expect(
      readModel.sources({
        ...everything,
        names: ['a'],
        selector: undefined,
      })[1],
    ).toEqual(problem);
    expect(
      readModel.sources({ ...everything, names: ['b'], selector: undefined }),
    ).toHaveLength(1);
  });

  it('S5: keeps and logs none of the canaries', async () => {
    await startCluster('sandbox', {
      applications: [applicationWithCanaries()],
      rollouts: [rolloutWithCanaries()],
      analysisruns: [analysisRunWithCanaries()],
    });
    const readModel = start([main()]);
    await eventually(isLive(readModel));
    await eventually(
      () => readModel.rolloutsOf(readModel.list()[0])[0]?.analyses.length === 1,
    );
    const [application] = readModel.list();
    const kept = JSON.stringify([
      application,
      readModel.rolloutsOf(application),
      readModel.sources(),
      logger.info.mock.calls,
      logger.warn.mock.calls,
    ]);
    expect(kept.match(/canary\d+x/g)).toBeNull();
    // It did read them all.
    expect(application).toMatchObject({
      entityRef: 'component:default/order-service',
      environmentParameter: 'staging',
      operation: { phase: 'Running', initiatedBy: 'ana' },
    });
    expect(application.conditions).toHaveLength(1);
    expect(readModel.rolloutsOf(application)[0].analyses[0].metrics).toEqual([
      {
        name: 'errors',
        phase: 'Failed',
        value: '0.3',
        message: 'api_key: [redacted]',
      },
    ]);
  });
});

function analysisRunOf(rollout: string): FakeObject {
  return {
    metadata: {
      name: 'run',
      namespace: 'orders',
      ownerReferences: [{ kind: 'Rollout', name: rollout }],
    },
  };
}
