import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { stringify } from 'yaml';
import type { ResourcePath } from '../cluster/ClusterClient.ts';
import { resources } from '../cluster/resources.ts';
import { waitUntil } from '../process/waitUntil.ts';
import { overlayPath, PlayersForTest } from './PlayersForTest.ts';
import type { Pod } from './workloads/ownedObjects.ts';

const kubeConfigFile = process.env.GOLDEN_PATH_TEST_KUBECONFIG ?? '';
const kubectl = process.env.GOLDEN_PATH_TEST_KUBECTL ?? '';
const skip =
  kubeConfigFile && kubectl
    ? false
    : 'GOLDEN_PATH_TEST_KUBECONFIG and GOLDEN_PATH_TEST_KUBECTL name no API server and kubectl';
const patience = { timeoutMilliseconds: 60_000, intervalMilliseconds: 200 };

const labels = { 'app.kubernetes.io/name': 'sample' };

function manifests(tag: string, kind: 'Deployment' | 'Rollout') {
  const isRollout = kind === 'Rollout';
  const steps = [
    { setWeight: 50 },
    { pause: { duration: '2s' } },
    { analysis: { templates: [{ templateName: 'sample' }] } },
  ];
  const workload = {
    apiVersion: isRollout ? 'argoproj.io/v1alpha1' : 'apps/v1',
    kind,
    metadata: { name: 'sample' },
    spec: {
      replicas: 2,
      progressDeadlineSeconds: 30,
      selector: { matchLabels: labels },
      ...(isRollout ? { strategy: { canary: { steps } } } : {}),
      template: {
        metadata: { labels },
        spec: {
          containers: [{ name: 'app', image: `registry/sample:${tag}` }],
        },
      },
    },
  };
  const template = {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'AnalysisTemplate',
    metadata: { name: 'sample' },
    spec: { metrics: [{ name: 'success-rate', provider: { web: {} } }] },
  };
  return {
    [`${overlayPath}/sample.yaml`]: stringify(workload),
    ...(isRollout
      ? { [`${overlayPath}/analysis.yaml`]: stringify(template) }
      : {}),
  };
}

describe('the players, of a delivery', { skip, timeout: 400_000 }, () => {
  let test: PlayersForTest;

  before(async () => {
    test = await PlayersForTest.start({ kubeConfigFile, kubectl });
  });

  after(() => test.stop());

  async function list<T>(resource: ResourcePath, name: string): Promise<T[]> {
    const found = await test.client.list(resource, test.namespace(name));
    // The caller says what lies there.
    return found.items as unknown as T[];
  }

  async function has(look: () => Promise<boolean>): Promise<void> {
    assert.ok(await waitUntil(look, patience));
  }

  it('make pods, tell of them, and take them along', async () => {
    const repository = await test.createRepository('pods');
    await repository.commit(manifests('v1', 'Deployment'));
    await test.createApplication('pods', {
      source: { repoURL: repository.url },
    });
    await test.reaches(
      'pods',
      ({ status }) => status?.health?.status === 'Healthy',
    );
    await has(async () => {
      const pods = await list<Pod>(resources.pods, 'pods');
      return (
        pods.length === 2 &&
        pods.every(({ status }) => status?.containerStatuses?.[0].ready)
      );
    });
    await repository.commit(manifests('v2-missing', 'Deployment'));
    await has(async () => {
      const pods = await list<Pod>(resources.pods, 'pods');
      const reasons = pods.map(
        ({ status }) =>
          status?.containerStatuses?.[0].state.waiting?.reason ?? 'running',
      );
      return reasons.toSorted().join() === 'ImagePullBackOff,running,running';
    });
    const { status } = await test.reaches(
      'pods',
      application => application.status?.summary?.images?.length === 2,
    );
    assert.deepEqual(status?.summary?.images, [
      'registry/sample:v1',
      'registry/sample:v2-missing',
    ]);
    const events = await list<{ reason: string }>(resources.events, 'pods');
    const reasons = new Set(events.map(({ reason }) => reason));
    for (const reason of ['ScalingReplicaSet', 'Pulled', 'Failed', 'BackOff']) {
      assert.ok(reasons.has(reason), reason);
    }
    await test.client.delete(test.reference('pods'));
    assert.ok(await test.isGone('pods'));
    await has(async () => {
      const left = await Promise.all([
        list(resources.pods, 'pods'),
        list(resources.replicaSets, 'pods'),
      ]);
      return left.flat().length === 0;
    });
  });

  it('stop a canary that its analysis finds bad, with what runs and what ran before', async () => {
    const repository = await test.createRepository('canary');
    const first = await repository.commit(manifests('v0', 'Rollout'));
    const second = await repository.commit(manifests('v1', 'Rollout'));
    const third = await repository.commit(manifests('v2-failing', 'Rollout'));
    await test.createApplication('canary', {
      source: { repoURL: repository.url },
    });
    const { status } = await test.reaches(
      'canary',
      application =>
        application.status?.health?.status === 'Degraded' &&
        application.status.summary?.images?.length === 1,
    );
    assert.deepEqual(
      status?.history?.map(({ revision }) => revision),
      [first, second, third],
    );
    assert.match(
      status?.health?.message ?? '',
      /^RolloutAborted: .* Metric "success-rate" assessed Failed due to failed \(1\) > failureLimit \(0\)$/,
    );
    assert.deepEqual(status?.summary?.images, ['registry/sample:v1']);
    const [run] = await list<{ status: { phase: string } }>(
      resources.analysisRuns,
      'canary',
    );
    assert.equal(run.status.phase, 'Failed');
  });

  it('say that a project does not permit a place', async () => {
    const repository = await test.createRepository('foreign');
    await test.createApplication('foreign', {
      source: { repoURL: repository.url },
      destination: {
        server: 'https://kubernetes.default.svc',
        namespace: 'payments-production',
      },
    });
    const { status } = await test.reaches('foreign', application =>
      Boolean(application.status?.conditions?.length),
    );
    assert.deepEqual(
      status?.conditions?.map(({ type, message }) => [type, message]),
      [
        [
          'InvalidSpecError',
          "application destination server 'https://kubernetes.default.svc' and namespace 'payments-production' do not match any of the allowed destinations in project 'orders-project'",
        ],
      ],
    );
  });

  it('make the Applications of an ApplicationSet, and delete what it no longer wants', async () => {
    const repository = await test.createRepository('set');
    await repository.commit(manifests('v1', 'Deployment'));
    const { namespace } = test.reference('set');
    const name = test.named('set');
    const place = { ...resources.applicationSets, name, namespace };
    await test.client.createAt(resources.applicationSets, {
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'ApplicationSet',
      metadata: { name, namespace },
      ...{
        spec: {
          generators: [{ list: { elements: [{ name }] } }],
          template: {
            metadata: { name: '{{name}}' },
            spec: {
              project: 'orders-project',
              source: { repoURL: repository.url, path: overlayPath },
              destination: {
                server: 'https://kubernetes.default.svc',
                namespace: 'orders-{{name}}',
              },
              syncPolicy: {
                automated: {},
                syncOptions: ['CreateNamespace=true'],
              },
            },
          },
        },
      },
    });
    const { metadata } = await test.reaches(
      'set',
      ({ status }) => status?.health?.status === 'Healthy',
    );
    assert.equal(metadata?.ownerReferences?.[0].kind, 'ApplicationSet');
    await test.client.merge(place, {
      spec: { generators: [{ list: { elements: [] } }] },
    });
    assert.ok(await test.isGone('set'));
    await test.client.deleteAt(place);
  });
});
