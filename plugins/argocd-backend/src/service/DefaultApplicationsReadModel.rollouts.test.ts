import {
  analysisRunWithCanaries,
  applicationWithCanaries,
  rolloutWithCanaries,
} from '../__testUtils__/canaries';
import { eventually } from '../__testUtils__/eventually';
import type { FakeObject } from '../__testUtils__/FakeCluster';
import {
  applicationOf,
  isLive,
  rolloutOf,
  ReadModelFixture,
} from '../__testUtils__/ReadModelFixture';

function analysisRunOf(rollout: string): FakeObject {
  return {
    metadata: {
      name: 'run',
      namespace: 'orders',
      ownerReferences: [{ kind: 'Rollout', name: rollout }],
    },
  };
}

describe('DefaultApplicationsReadModel with rollouts', () => {
  let fixture: ReadModelFixture;

  beforeEach(() => {
    fixture = new ReadModelFixture();
  });

  afterEach(() => fixture.stop());

  const everything = { names: [], selector: [], instances: [] };

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
    await fixture.startCluster('sandbox', {
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
    const readModel = fixture.start();
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
    const cluster = await fixture.startCluster('sandbox', {
      applications: [
        applicationOf('a', { rollout: 'web' }),
        applicationOf('b'),
      ],
      rollouts: [rolloutOf('web', {})],
      analysisruns: [],
    });
    const readModel = fixture.start();
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
    const cluster = await fixture.startCluster('sandbox', {
      applications: [applicationOf('a', { rollout: 'web' })],
    });
    cluster.refuse('rollouts', 404);
    cluster.refuse('analysisruns', 404);
    const readModel = fixture.start();
    await eventually(isLive(readModel));
    await eventually(() =>
      cluster.requests.some(path => path.includes('/analysisruns')),
    );
    await eventually(() => readModel.sources().length === 1);
    expect(readModel.rolloutsOf(readModel.list()[0])).toEqual([]);
    await eventually(() =>
      JSON.stringify(fixture.logger.info.mock.calls).includes('not installed'),
    );
    expect(fixture.logger.warn).not.toHaveBeenCalled();
  });

  it('R5: tells that rollouts may not be read, to whom it matters', async () => {
    const cluster = await fixture.startCluster('sandbox', {
      applications: [
        applicationOf('a', { rollout: 'web' }),
        applicationOf('b'),
      ],
    });
    cluster.refuse('rollouts', 403);
    const readModel = fixture.start();
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
    await fixture.startCluster('sandbox', {
      applications: [applicationWithCanaries()],
      rollouts: [rolloutWithCanaries()],
      analysisruns: [analysisRunWithCanaries()],
    });
    const readModel = fixture.start();
    await eventually(isLive(readModel));
    await eventually(
      () => readModel.rolloutsOf(readModel.list()[0])[0]?.analyses.length === 1,
    );
    const [application] = readModel.list();
    const kept = JSON.stringify([
      application,
      readModel.rolloutsOf(application),
      readModel.sources(),
      fixture.logger.info.mock.calls,
      fixture.logger.warn.mock.calls,
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
