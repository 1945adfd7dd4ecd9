import { eventually } from '../__testUtils__/eventually';
import { FakeArgoCdServer } from '../__testUtils__/FakeArgoCdServer';
import {
  applicationOf,
  isLive,
  mainInstance,
  ReadModelFixture,
} from '../__testUtils__/ReadModelFixture';
import type { ApplicationsChange } from './ApplicationsReadModel';
import type { DefaultApplicationsReadModel } from './DefaultApplicationsReadModel';

describe('DefaultApplicationsReadModel', () => {
  let fixture: ReadModelFixture;

  beforeEach(() => {
    fixture = new ReadModelFixture();
  });

  afterEach(() => fixture.stop());

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
      await fixture.startCluster('sandbox', {
        applications: [
          applicationOf('a'),
          applicationOf('b', { namespace: 'orders' }),
          applicationOf('c', { namespace: 'payments' }),
        ],
      });
      const readModel = fixture.start([
        mainInstance({ applicationNamespaces }),
      ]);
      await eventually(isLive(readModel));
      expect(namesIn(readModel)).toEqual(expected);
      expect(readModel.sources()).toHaveLength(1);
    },
  );

  it('R19: follows an application that is deleted, comes back, or moves to another project', async () => {
    const cluster = await fixture.startCluster('sandbox', {
      applications: [applicationOf('a')],
    });
    const readModel = fixture.start();
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
    const cluster = await fixture.startCluster('sandbox', {});
    cluster.fallSilent();
    const readModel = fixture.start();
    expect(readModel.list()).toEqual([]);
    expect(readModel.sources()).toEqual([
      { name: 'main', status: 'warming', asOf: undefined, message: undefined },
    ]);
  });

  it('R8: one of three instances is down, one lies; the third answers', async () => {
    await fixture.startCluster('sandbox', {
      applications: [applicationOf('a')],
    });
    const silent = await fixture.startCluster('silent', {});
    silent.fallSilent();
    const lying = await FakeArgoCdServer.start();
    lying.fault = { type: 'page' };
    fixture.stopAfterwards(() => lying.stop());
    const readModel = fixture.start([
      mainInstance(),
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
      const cluster = await fixture.startCluster('sandbox', {
        applications: [applicationOf('a')],
      });
      const readModel = fixture.start();
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
    await fixture.startCluster('sandbox', {
      applications: [
        { metadata: { name: 'odd', namespace: 'argocd' }, spec: 'canary' },
        applicationOf('a'),
      ],
    });
    const readModel = fixture.start();
    await eventually(isLive(readModel));
    expect(namesIn(readModel)).toEqual(['argocd/a']);
    expect(fixture.logger.warn).toHaveBeenCalledTimes(1);
    expect(JSON.stringify(fixture.logger.warn.mock.calls)).not.toContain(
      'canary',
    );
  });
});
