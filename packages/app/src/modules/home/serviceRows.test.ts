import type { Deployment } from '@golden-path/plugin-argocd-common';
import { serviceRows } from './serviceRows';

function service(name: string, namespace = 'default') {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name, namespace },
  };
}

function deployment(fields: Partial<Deployment>): Deployment {
  return {
    instance: 'main',
    application: { name: 'a', namespace: 'argocd', project: 'default' },
    environment: 'production',
    cluster: 'sandbox',
    destination: { namespace: 'orders' },
    confirmed: true,
    sync: {
      status: 'Synced',
      revision: '0123456789abcdef0123456789abcdef01234567',
    },
    health: { status: 'Healthy', since: '2026-01-01T00:00:00Z' },
    images: [{ name: 'orders', tag: 'v1.8.0' }],
    history: [],
    resources: [],
    conditions: [],
    links: { external: [] },
    ...fields,
  };
}

describe('serviceRows', () => {
  it('shows a service that runs nowhere, named with its namespace where it is not the default', () => {
    expect(serviceRows([service('orders', 'shop')], [])).toEqual([
      { id: 'component:shop/orders', name: 'shop/orders', environments: {} },
    ]);
  });

  it.each([
    [
      'one application',
      [deployment({})],
      {
        production: {
          health: 'Healthy',
          since: '2026-01-01T00:00:00Z',
          version: 'v1.8.0',
          outOfSync: false,
        },
      },
    ],
    [
      'an image without tag and digest: the commit',
      [deployment({ images: [{ name: 'orders' }] })],
      { production: expect.objectContaining({ version: '0123456' }) },
    ],
    [
      'an image by digest: its beginning',
      [
        deployment({
          images: [{ name: 'orders', digest: `sha256:${'a'.repeat(64)}` }],
        }),
      ],
      { production: expect.objectContaining({ version: 'sha256:aaaaaaa' }) },
    ],
    [
      'several applications: the worst health with its age, and any drift',
      [
        deployment({}),
        deployment({
          health: { status: 'Degraded', since: '2026-02-02T00:00:00Z' },
          sync: { status: 'OutOfSync' },
          images: [{ name: 'orders', tag: 'v1.9.0' }],
        }),
      ],
      {
        production: {
          health: 'Degraded',
          since: '2026-02-02T00:00:00Z',
          version: undefined,
          outOfSync: true,
        },
      },
    ],
    [
      'an application of no environment: nothing',
      [deployment({ environment: null })],
      {},
    ],
  ])('tells of %s', (_case, deployments, environments) => {
    const [row] = serviceRows(
      [service('orders')],
      [{ entityRef: 'component:default/orders', deployments }],
    );
    expect(row.environments).toEqual(environments);
  });
});
