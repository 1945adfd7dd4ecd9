import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { AuthorizationV1Api, KubeConfig } from '@kubernetes/client-node';
import {
  applicationResource,
  type Application,
} from '../players/argoCd/application.ts';
import { exampleServices } from '../seed/exampleServices.ts';
import { ClusterClient } from './ClusterClient.ts';
import { installClusterContent } from './installClusterContent.ts';

const kubeConfigFile = process.env.GOLDEN_PATH_TEST_KUBECONFIG;
const skip = kubeConfigFile
  ? false
  : 'GOLDEN_PATH_TEST_KUBECONFIG names no API server';

describe('the content of the cluster', { skip, timeout: 120_000 }, () => {
  const kubeConfig = new KubeConfig();
  const name = `content-${randomUUID().slice(0, 8)}`;
  const services = [{ ...exampleServices[0], name }];
  const reference = (environment: string) => ({
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Application',
    name: `${name}-${environment}`,
    namespace: 'argocd',
  });
  let client: ClusterClient;

  async function install(port: number): Promise<void> {
    await installClusterContent({
      kubeConfig,
      gitHubUrl: `http://localhost:${port}`,
      services,
      log: () => undefined,
    });
  }

  async function remove(environment: string): Promise<void> {
    // Nobody plays Argo CD here, so nobody else removes the finalizer.
    const { namespace, name: application } = reference(environment);
    await client
      .merge(
        { ...applicationResource, name: application, namespace },
        { metadata: { finalizers: null } },
      )
      .catch(() => undefined);
    await client.delete(reference(environment));
  }

  before(() => {
    kubeConfig.loadFromFile(kubeConfigFile ?? '');
    client = new ClusterClient(kubeConfig);
  });

  after(async () => {
    for (const environment of ['development', 'staging', 'production']) {
      await remove(environment);
    }
  });

  it('has an application per environment with what the portal goes by (G03, G04, G05, G06)', async () => {
    await install(1);
    for (const environment of ['development', 'staging', 'production']) {
      const object = await client.read(reference(environment));
      // Only Applications have this reference.
      const { metadata, spec } = object as Application;
      assert.equal(
        metadata?.annotations?.['backstage.io/entity-ref'],
        `component:default/${name}`,
      );
      assert.deepEqual(metadata?.labels, {
        'app.kubernetes.io/name': name,
        'app.kubernetes.io/managed-by': 'platform-team',
        team: 'team-orders',
        'managed-by': 'platform-team',
        environment,
      });
      assert.equal(spec.project, 'orders-project');
      assert.equal(spec.destination.namespace, `orders-${environment}`);
      assert.equal(
        spec.syncPolicy?.automated?.selfHeal ?? false,
        environment !== 'production',
      );
      assert.deepEqual(spec.ignoreDifferences?.[0].jsonPointers, [
        '/spec/replicas',
      ]);
    }
  });

  it('stays as people left it when it is installed again', async () => {
    await remove('staging');
    const { apiVersion, kind, ...place } = reference('development');
    await client.merge(
      { ...applicationResource, ...place },
      { spec: { source: { targetRevision: 'trial' } } },
    );
    await install(1);
    const object = await client.read({ apiVersion, kind, ...place });
    // Only Applications have this reference.
    const { spec } = object as Application;
    assert.equal(spec.source?.targetRevision, 'trial');
    assert.equal(await client.read(reference('staging')), undefined);
  });

  it('follows the repositories to another port', async () => {
    await install(2);
    const object = await client.read(reference('development'));
    // Only Applications have this reference.
    const { spec } = object as Application;
    assert.equal(spec.source?.repoURL, `http://localhost:2/acme/${name}`);
    assert.equal(spec.source?.path, 'k8s/overlays/development');
  });

  const rights: [boolean, string, string, string, string][] = [
    [true, 'watch', 'argoproj.io', 'applications', 'argocd'],
    [true, 'list', 'argoproj.io', 'rollouts', 'orders-staging'],
    [true, 'list', 'apps', 'deployments', 'orders-staging'],
    [true, 'create', 'argoproj.io', 'applications', 'argocd'],
    [true, 'patch', 'argoproj.io', 'applications', 'argocd'],
    [true, 'delete', 'argoproj.io', 'applications', 'argocd'],
    [false, 'delete', 'argoproj.io', 'applications', 'orders-staging'],
    [false, 'create', 'argoproj.io', 'applications', 'orders-staging'],
    [false, 'patch', 'argoproj.io', 'appprojects', 'argocd'],
    [false, 'patch', 'apps', 'deployments', 'orders-staging'],
    [false, 'get', '', 'secrets', 'orders-staging'],
    [false, 'get', '', 'configmaps', 'orders-staging'],
    [false, 'create', '', 'pods', 'orders-staging'],
  ];
  for (const [expected, verb, group, resource, namespace] of rights) {
    it(`${
      expected ? 'lets' : 'does not let'
    } the portal ${verb} ${resource} in ${namespace}`, async () => {
      const api = kubeConfig.makeApiClient(AuthorizationV1Api);
      const review = await api.createSubjectAccessReview({
        body: {
          spec: {
            user: 'system:serviceaccount:golden-path-portal:portal',
            resourceAttributes: { verb, group, resource, namespace },
          },
        },
      });
      assert.equal(review.status?.allowed, expected);
    });
  }
});
