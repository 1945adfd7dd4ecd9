import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { Application } from './application.ts';
import { applicationsOf } from './ApplicationSetPlayer.ts';
import { deploymentHistory } from './deploymentHistory.ts';
import { externalUrls } from './externalUrls.ts';

const at = (path: string) => ({ repoURL: 'https://github.com/acme/web', path });
const destination = { namespace: 'orders' };
const log = ['3', '2', '1'].map(id => ({
  id,
  date: new Date(`2026-01-0${id}T09:00:00Z`),
  authorEmail: 'ana@acme.example',
}));

it('takes over from Git what was deployed before, but not what is about to be', () => {
  const one: Application = {
    spec: { project: 'default', source: at('k8s'), destination },
  };
  assert.deepEqual(deploymentHistory(one, log), [
    {
      id: 0,
      revision: '1',
      source: at('k8s'),
      deployStartedAt: '2026-01-01T09:00:00Z',
      deployedAt: '2026-01-01T09:00:21Z',
      initiatedBy: { username: 'ana' },
    },
    {
      id: 1,
      revision: '2',
      source: at('k8s'),
      deployStartedAt: '2026-01-02T09:00:00Z',
      deployedAt: '2026-01-02T09:00:21Z',
      initiatedBy: { username: 'ana' },
    },
  ]);
  const several: Application = {
    spec: {
      project: 'default',
      sources: [at('k8s'), at('edge')],
      destination,
      syncPolicy: { automated: {} },
    },
  };
  const [entry] = deploymentHistory(several, log);
  assert.deepEqual(entry.revisions, ['1', '1']);
  assert.equal(entry.revision, undefined);
  assert.deepEqual(entry.initiatedBy, { automated: true });
});

it('fills the template of an ApplicationSet with each element', () => {
  const [staging, production] = applicationsOf({
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'ApplicationSet',
    metadata: { name: 'web', namespace: 'argocd', uid: 'u1' },
    spec: {
      generators: [
        {
          list: {
            elements: [
              { environment: 'staging' },
              { environment: 'production' },
            ],
          },
        },
      ],
      template: {
        metadata: {
          name: 'web-{{environment}}',
          labels: { environment: '{{ .environment }}' },
        },
        spec: {
          project: 'default',
          source: at('k8s/{{environment}}'),
          destination: { namespace: '{{unknown}}' },
        },
      },
    },
  });
  assert.equal(staging.metadata?.name, 'web-staging');
  assert.deepEqual(production.metadata?.labels, { environment: 'production' });
  assert.equal(production.spec.source?.path, 'k8s/production');
  assert.equal(production.spec.destination.namespace, '{{unknown}}');
  assert.deepEqual(
    staging.metadata?.ownerReferences?.map(({ kind, name, uid }) => [
      kind,
      name,
      uid,
    ]),
    [['ApplicationSet', 'web', 'u1']],
  );
});

it('tells where an Ingress lets people in', () => {
  const ingress = {
    kind: 'Ingress',
    spec: {
      tls: [{ hosts: ['a.example'] }],
      rules: [
        { host: 'a.example', http: { paths: [{ path: '/' }] } },
        { host: 'b.example' },
        {},
      ],
    },
  };
  assert.deepEqual(externalUrls([ingress, { kind: 'Service' }]), [
    'http://b.example/',
    'https://a.example/',
  ]);
});
