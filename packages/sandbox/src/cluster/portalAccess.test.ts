import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { before, describe, it } from 'node:test';
import {
  AuthorizationV1Api,
  KubeConfig,
  type V1ResourceRule,
} from '@kubernetes/client-node';
import { parseAllDocuments } from 'yaml';
import { ClusterClient } from './ClusterClient.ts';

const kubeConfigFile = process.env.GOLDEN_PATH_TEST_KUBECONFIG;
const skip = kubeConfigFile
  ? false
  : 'GOLDEN_PATH_TEST_KUBECONFIG names no API server';

const portal = 'system:serviceaccount:golden-path-portal:portal';
const goldenFile = new URL('./portalAccess.golden.json', import.meta.url);

/** Rights that every signed-in user of any cluster has: to ask about oneself. */
const everybodysGroups = ['authorization.k8s.io', 'authentication.k8s.io'];

/** `verb group/resource`, one line for each right. */
function linesOf(rules: readonly V1ResourceRule[]): string[] {
  const lines = rules
    .filter(({ apiGroups = [] }) =>
      apiGroups.every(group => !everybodysGroups.includes(group)),
    )
    .flatMap(({ apiGroups = [], resources = [], verbs, resourceNames }) => {
      assert.equal(resourceNames?.length ?? 0, 0);
      return apiGroups.flatMap(group =>
        resources.flatMap(resource =>
          verbs.map(verb => `${verb} ${group || 'core'}/${resource}`),
        ),
      );
    });
  return [...new Set(lines)].toSorted();
}

describe('S14: the rights of the portal', { skip, timeout: 60_000 }, () => {
  const kubeConfig = new KubeConfig();
  const asPortal = new KubeConfig();

  before(async () => {
    kubeConfig.loadFromFile(kubeConfigFile ?? '');
    asPortal.loadFromFile(kubeConfigFile ?? '');
    const client = new ClusterClient(kubeConfig);
    await client.apply(
      { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'argocd' } },
      { fieldManager: 'test' },
    );
    const url = new URL(
      '../../../../platform/argocd/portal-access.yaml',
      import.meta.url,
    );
    const documents = parseAllDocuments(await readFile(url, 'utf8'));
    for (const document of documents) {
      await client.apply(document.toJS(), { fieldManager: 'test' });
    }
  });

  /** What the authorizer of the server itself says that the portal may do in a namespace. */
  async function rightsIn(namespace: string): Promise<string[]> {
    const [user] = asPortal.users;
    asPortal.users = [{ ...user, impersonateUser: portal }];
    const review = await asPortal
      .makeApiClient(AuthorizationV1Api)
      .createSelfSubjectRulesReview({ body: { spec: { namespace } } });
    assert.equal(review.status?.incomplete, false);
    return linesOf(review.status?.resourceRules ?? []);
  }

  it('are those of the golden list, in the namespace of Argo CD and elsewhere', async () => {
    const rights = {
      argocd: await rightsIn('argocd'),
      anywhere: await rightsIn('orders-production'),
    };
    if (process.env.UPDATE_GOLDEN) {
      await writeFile(goldenFile, `${JSON.stringify(rights, null, 2)}\n`);
    }
    assert.deepEqual(
      rights,
      JSON.parse(await readFile(goldenFile, 'utf8')),
      'The rights of the portal changed: if that is meant, run this test with UPDATE_GOLDEN=1 and explain each new right in platform/argocd/README.md',
    );
  });

  interface Attempt {
    verb: string;
    group?: string;
    resource: string;
    subresource?: string;
    namespace?: string;
    allowed?: true;
  }

  const argo = 'argoproj.io';
  const rbac = 'rbac.authorization.k8s.io';
  const attempts: Attempt[] = [
    {
      verb: 'watch',
      group: argo,
      resource: 'applications',
      namespace: 'argocd',
      allowed: true,
    },
    {
      verb: 'patch',
      group: argo,
      resource: 'applications',
      namespace: 'argocd',
      allowed: true,
    },
    {
      verb: 'delete',
      group: argo,
      resource: 'applications',
      namespace: 'argocd',
      allowed: true,
    },
    { verb: 'watch', group: argo, resource: 'rollouts', allowed: true },
    { verb: 'watch', group: argo, resource: 'analysisruns', allowed: true },
    { verb: 'list', resource: 'events', namespace: 'orders', allowed: true },
    { verb: 'list', resource: 'pods', namespace: 'orders', allowed: true },
    {
      verb: 'list',
      group: 'apps',
      resource: 'replicasets',
      namespace: 'orders',
      allowed: true,
    },
    {
      verb: 'list',
      group: 'batch',
      resource: 'jobs',
      namespace: 'orders',
      allowed: true,
    },
    { verb: 'list', group: argo, resource: 'applications' },
    {
      verb: 'create',
      group: argo,
      resource: 'applications',
      namespace: 'orders',
    },
    {
      verb: 'delete',
      group: argo,
      resource: 'applications',
      namespace: 'orders',
    },
    {
      verb: 'deletecollection',
      group: argo,
      resource: 'applications',
      namespace: 'argocd',
    },
    {
      verb: 'patch',
      group: argo,
      resource: 'applications',
      namespace: 'orders',
    },
    {
      verb: 'get',
      group: argo,
      resource: 'rollouts',
      namespace: 'orders',
    },
    {
      verb: 'patch',
      group: argo,
      resource: 'rollouts',
      namespace: 'orders',
    },
    {
      verb: 'patch',
      group: argo,
      resource: 'applicationsets',
      namespace: 'argocd',
    },
    {
      verb: 'update',
      group: argo,
      resource: 'applications',
      namespace: 'argocd',
    },
    {
      verb: 'patch',
      group: argo,
      resource: 'appprojects',
      namespace: 'argocd',
    },
    {
      verb: 'patch',
      group: argo,
      resource: 'rollouts',
      subresource: 'status',
      namespace: 'orders',
    },
    { verb: 'get', resource: 'secrets', namespace: 'orders' },
    { verb: 'list', resource: 'secrets' },
    { verb: 'list', resource: 'secrets', namespace: 'argocd' },
    { verb: 'get', resource: 'configmaps', namespace: 'argocd' },
    { verb: 'create', resource: 'pods', namespace: 'orders' },
    { verb: 'delete', resource: 'pods', namespace: 'orders' },
    {
      verb: 'create',
      resource: 'pods',
      subresource: 'exec',
      namespace: 'orders',
    },
    { verb: 'get', resource: 'pods', subresource: 'log', namespace: 'orders' },
    {
      verb: 'create',
      resource: 'serviceaccounts',
      subresource: 'token',
      namespace: 'golden-path-portal',
    },
    {
      verb: 'patch',
      group: 'apps',
      resource: 'deployments',
      namespace: 'orders',
    },
    { verb: 'impersonate', resource: 'users' },
    { verb: 'impersonate', resource: 'serviceaccounts', namespace: 'argocd' },
    { verb: 'escalate', group: rbac, resource: 'clusterroles' },
    { verb: 'bind', group: rbac, resource: 'clusterroles' },
    {
      verb: 'create',
      group: rbac,
      resource: 'rolebindings',
      namespace: 'orders',
    },
    { verb: '*', resource: '*' },
  ];
  for (const { allowed = false, ...attempt } of attempts) {
    const { verb, resource, subresource, namespace } = attempt;
    const name = [resource, subresource].filter(Boolean).join('/');
    it(`${allowed ? 'let' : 'do not let'} it ${verb} ${name} in ${
      namespace ?? 'all namespaces'
    }`, async () => {
      const review = await kubeConfig
        .makeApiClient(AuthorizationV1Api)
        .createSubjectAccessReview({
          body: { spec: { user: portal, resourceAttributes: attempt } },
        });
      assert.equal(review.status?.allowed, allowed);
    });
  }
});
