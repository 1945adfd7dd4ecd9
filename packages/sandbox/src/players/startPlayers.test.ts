import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { stringify } from 'yaml';
import {
  refreshAnnotation,
  trackingAnnotation,
  type Application,
} from './argoCd/application.ts';
import { overlayPath, PlayersForTest } from './PlayersForTest.ts';

const kubeConfigFile = process.env.GOLDEN_PATH_TEST_KUBECONFIG ?? '';
const kubectl = process.env.GOLDEN_PATH_TEST_KUBECTL ?? '';
const skip =
  kubeConfigFile && kubectl
    ? false
    : 'GOLDEN_PATH_TEST_KUBECONFIG and GOLDEN_PATH_TEST_KUBECTL name no API server and kubectl';

function manifests(tag: string, options?: { service?: boolean }) {
  const labels = { 'app.kubernetes.io/name': 'sample' };
  return {
    'k8s/base/deployment.yaml': stringify({
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'sample' },
      spec: {
        replicas: 2,
        progressDeadlineSeconds: 3,
        selector: { matchLabels: labels },
        template: {
          metadata: { labels },
          spec: { containers: [{ name: 'app', image: 'registry/sample' }] },
        },
      },
    }),
    'k8s/base/service.yaml': stringify({
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'sample' },
      spec: { selector: labels, ports: [{ port: 80 }] },
    }),
    'k8s/base/kustomization.yaml': stringify({
      resources: [
        'deployment.yaml',
        ...(options?.service === false ? [] : ['service.yaml']),
      ],
    }),
    [`${overlayPath}/kustomization.yaml`]: stringify({
      resources: ['../../base'],
      images: [{ name: 'registry/sample', newTag: tag }],
    }),
  };
}

describe('the players', { skip, timeout: 400_000 }, () => {
  let test: PlayersForTest;

  before(async () => {
    test = await PlayersForTest.start({ kubeConfigFile, kubectl });
  });

  after(() => test.stop());

  const isHealthyWith = (image: string) => (application: Application) =>
    application.status?.sync?.status === 'Synced' &&
    application.status.health?.status === 'Healthy' &&
    application.status.summary?.images?.[0] === image;

  it('deploy a new application, and each later commit', async () => {
    const repository = await test.createRepository('follows');
    const first = await repository.commit(manifests('v1'));
    await test.createApplication('follows', {
      source: { repoURL: repository.url },
    });
    const { status } = await test.reaches(
      'follows',
      isHealthyWith('registry/sample:v1'),
    );
    assert.equal(status?.sync?.revision, first);
    assert.equal(status?.sourceType, 'Kustomize');
    assert.equal(status?.operationState?.phase, 'Succeeded');
    assert.ok(Date.parse(status?.health?.lastTransitionTime ?? ''));
    assert.deepEqual(
      status?.history?.map(({ id, revision }) => ({ id, revision })),
      [{ id: 0, revision: first }],
    );
    const live = await test.client.read(test.deployment('follows'));
    assert.equal(
      live?.metadata?.annotations?.[trackingAnnotation],
      `${test.named('follows')}:apps/Deployment:${test.namespace(
        'follows',
      )}/sample`,
    );

    const second = await repository.commit(manifests('v2', { service: false }));
    const later = await test.reaches(
      'follows',
      isHealthyWith('registry/sample:v2'),
    );
    assert.deepEqual(
      later.status?.history?.map(({ revision }) => revision),
      [first, second],
    );
    assert.deepEqual(
      later.status?.resources?.map(({ kind }) => kind),
      ['Deployment'],
    );
    assert.equal(
      await test.client.read({
        ...test.deployment('follows'),
        apiVersion: 'v1',
        kind: 'Service',
      }),
      undefined,
      'what Git no longer has is pruned',
    );
  });

  it('heal what somebody changes by hand', async () => {
    await test.client.merge(
      {
        group: 'apps',
        version: 'v1',
        plural: 'deployments',
        name: 'sample',
        namespace: test.namespace('follows'),
      },
      {
        spec: {
          template: {
            spec: {
              containers: [{ name: 'app', image: 'registry/sample:hand' }],
            },
          },
        },
      },
    );
    const { status } = await test.reaches('follows', application =>
      Boolean(
        application.status?.operationState?.operation.sync?.resources &&
          application.status.operationState.phase === 'Succeeded',
      ),
    );
    assert.deepEqual(status?.operationState?.operation.sync?.resources, [
      { group: 'apps', kind: 'Deployment', name: 'sample' },
    ]);
    assert.equal(
      status?.history?.length,
      2,
      'no deployment, as nothing is new',
    );
    await test.reaches('follows', isHealthyWith('registry/sample:v2'));
  });

  it('sync by request only where syncing is not automated', async () => {
    const repository = await test.createRepository('manual');
    const first = await repository.commit(manifests('v1'));
    await test.createApplication('manual', {
      source: { repoURL: repository.url },
      syncPolicy: { syncOptions: ['CreateNamespace=true'] },
    });
    const fresh = await test.reaches(
      'manual',
      ({ status }) => status?.sync?.status === 'OutOfSync',
    );
    assert.equal(fresh.status?.health?.status, 'Missing');

    const request = (revision: string) => ({
      operation: { initiatedBy: { username: 'pia' }, sync: { revision } },
    });
    await test.merge('manual', request('main'));
    const { operation, status } = await test.reaches(
      'manual',
      isHealthyWith('registry/sample:v1'),
    );
    assert.equal(operation, undefined);
    assert.equal(status?.history?.[0].initiatedBy?.username, 'pia');

    await repository.commit(manifests('v2'));
    const behind = await test.reaches(
      'manual',
      application => application.status?.sync?.status === 'OutOfSync',
    );
    assert.equal(behind.status?.health?.status, 'Healthy');
    assert.deepEqual(behind.status?.summary?.images, ['registry/sample:v1']);

    await test.merge('manual', request('main'));
    await test.reaches('manual', isHealthyWith('registry/sample:v2'));
    await test.merge('manual', request(first));
    await test.reaches(
      'manual',
      application =>
        application.status?.history?.length === 3 &&
        application.status.summary?.images?.[0] === 'registry/sample:v1' &&
        application.status.sync?.status === 'OutOfSync',
    );
  });

  it('say why a version does not come up', async () => {
    const repository = await test.createRepository('failing');
    await repository.commit(manifests('v1-missing'));
    await test.createApplication('failing', {
      source: { repoURL: repository.url },
    });
    await test.reaches(
      'failing',
      ({ status }) => status?.health?.status === 'Progressing',
    );
    const { status } = await test.reaches(
      'failing',
      application => application.status?.health?.status === 'Degraded',
    );
    assert.match(
      status?.health?.message ?? '',
      /registry\/sample:v1-missing.*not found/,
    );
    assert.equal(status?.sync?.status, 'Synced');
  });

  it('say what is wrong with an application, and go on when it is put right', async () => {
    const repository = await test.createRepository('wrong');
    await repository.commit(manifests('v1'));
    await test.createApplication('wrong', {
      project: 'no-such-project',
      source: { repoURL: `${repository.url}-gone` },
    });
    const conditionOf = ({ status }: Application) =>
      `${status?.conditions?.[0]?.type}: ${status?.conditions?.[0]?.message}`;
    await test.reaches('wrong', application =>
      /InvalidSpecError: .*no-such-project/.test(conditionOf(application)),
    );
    await test.merge('wrong', { spec: { project: 'orders-project' } });
    const { status } = await test.reaches('wrong', application =>
      /ComparisonError: .*-gone' does not/.test(conditionOf(application)),
    );
    assert.equal(status?.sync?.status, 'Unknown');
    assert.equal(status?.health?.status, 'Unknown');
    await test.merge('wrong', {
      spec: { source: { repoURL: repository.url, path: '../../etc' } },
    });
    await test.reaches('wrong', application =>
      /app path does not exist/.test(conditionOf(application)),
    );
    await test.merge('wrong', { spec: { source: { path: overlayPath } } });
    const right = await test.reaches(
      'wrong',
      isHealthyWith('registry/sample:v1'),
    );
    assert.deepEqual(right.status?.conditions, []);
  });

  it('compare anew on request', async () => {
    await test.merge('follows', {
      metadata: { annotations: { [refreshAnnotation]: 'hard' } },
    });
    await test.reaches(
      'follows',
      ({ metadata }) => !metadata?.annotations?.[refreshAnnotation],
    );
  });

  it('go on when the API server comes back', async () => {
    const repository = await test.createRepository('follows');
    await test.proxy.cut();
    const commit = await repository.commit(manifests('v3'));
    await test.proxy.open();
    const { status } = await test.reaches(
      'follows',
      isHealthyWith('registry/sample:v3'),
    );
    assert.equal(status?.sync?.revision, commit);
  });

  it('take the resources of a deleted application along', async () => {
    await test.client.delete(test.reference('follows'));
    assert.ok(await test.isGone('follows'));
    assert.equal(await test.client.read(test.deployment('follows')), undefined);
  });

  it('stop at once, and leave no files', async () => {
    const started = performance.now();
    const other = await test.startPlayers('other');
    await other.stop();
    assert.ok(performance.now() - started < 5000);
    assert.deepEqual(await readdir(join(test.directory, 'other')), []);
  });
});
