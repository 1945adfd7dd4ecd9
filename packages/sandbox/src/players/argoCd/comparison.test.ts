import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { KubernetesObject } from '@kubernetes/client-node';
import type { Application } from './application.ts';
import { compareResources } from './comparison.ts';

const manifest = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'orders', namespace: 'orders-production' },
};

const application: Application = {
  apiVersion: 'argoproj.io/v1alpha1',
  kind: 'Application',
  metadata: { name: 'orders-production', namespace: 'argocd' },
  spec: {
    project: 'orders-project',
    destination: { namespace: 'orders-production' },
  },
};

/** A cluster in which an object is another one at the second reading, which tells what would come of the manifest. */
function clusterWith(live: object, predicted: object) {
  return {
    read: async (): Promise<KubernetesObject> => ({ ...manifest, ...live }),
    apply: async <T extends KubernetesObject>(object: T): Promise<T> => ({
      ...object,
      ...manifest,
      ...predicted,
    }),
  };
}

const cases: [string, object, object, 'Synced' | 'OutOfSync'][] = [
  ['the same', { spec: { replicas: 1 } }, { spec: { replicas: 1 } }, 'Synced'],
  [
    'another specification',
    { spec: { replicas: 1 } },
    { spec: { replicas: 2 } },
    'OutOfSync',
  ],
  [
    'a status that was written in between',
    { status: { readyReplicas: 0 } },
    { status: { readyReplicas: 1 } },
    'Synced',
  ],
];

describe('compareResources', () => {
  for (const [title, live, predicted, expected] of cases) {
    it(`judges ${title}`, async () => {
      const client = clusterWith(live, predicted);
      const [compared] = await compareResources(client, application, [
        manifest,
      ]);
      assert.equal(compared.status, expected);
    });
  }
});
