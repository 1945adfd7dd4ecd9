import type { Environment } from '@golden-path/plugin-platform-common';
import { buildApplicationManifest } from './applicationManifest';

const request = {
  name: 'invoice-service',
  ownerRef: 'group:default/team-orders',
  entityRef: 'component:default/invoice-service',
  environments: ['staging'],
  namespace: 'orders',
  project: 'orders-project',
  repositoryUrl: 'https://git.example.com/acme/invoice-service.git',
  path: 'k8s/overlays/',
};
const server = 'https://remote.example.com';
const staging: Environment = { name: 'staging', cluster: 'c', argocd: 'main' };
const approval = { approvers: ['group:default/team-platform'], required: 1 };

describe('buildApplicationManifest', () => {
  it('G03, G04, E06: writes labels, marker, finalizer and sync policy', () => {
    expect(
      buildApplicationManifest(
        { ...request, labelValue: 'invoices' },
        { environment: staging, server },
      ),
    ).toEqual({
      metadata: {
        name: 'invoice-service-staging',
        labels: {
          'app.kubernetes.io/name': 'invoice-service',
          'app.kubernetes.io/managed-by': 'platform-team',
          'managed-by': 'golden-path-portal',
          team: 'team-orders',
          environment: 'staging',
          'backstage-name': 'invoices',
        },
        annotations: {
          'backstage.io/entity-ref': 'component:default/invoice-service',
        },
        finalizers: ['resources-finalizer.argocd.argoproj.io'],
      },
      spec: {
        project: 'orders-project',
        source: {
          repoURL: 'https://git.example.com/acme/invoice-service.git',
          path: 'k8s/overlays/staging',
          targetRevision: 'HEAD',
        },
        destination: { server, namespace: 'orders-staging' },
        syncPolicy: {
          automated: { prune: true, selfHeal: true, allowEmpty: false },
          syncOptions: [
            'CreateNamespace=true',
            'PrunePropagationPolicy=foreground',
            'PruneLast=true',
            'ApplyOutOfSyncOnly=true',
          ],
          retry: {
            limit: 5,
            backoff: { duration: '5s', factor: 2, maxDuration: '3m' },
          },
        },
        ignoreDifferences: [
          {
            group: 'apps',
            kind: 'Deployment',
            jsonPointers: ['/spec/replicas'],
          },
        ],
      },
    });
  });

  it.each([
    ['is promoted to', { ...staging, promoteFrom: 'development' }],
    ['needs an approval', { ...staging, approval }],
  ])(
    'G06: does not let an environment that %s follow Git by itself',
    (_title, environment) => {
      const { spec } = buildApplicationManifest(request, {
        environment,
        server,
      });
      expect(spec.syncPolicy).not.toHaveProperty('automated');
      expect(spec.syncPolicy).toHaveProperty('syncOptions');
    },
  );
});
