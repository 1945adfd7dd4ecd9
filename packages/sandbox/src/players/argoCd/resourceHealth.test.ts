import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  resourceHealth,
  worstHealth,
  type Workload,
} from './resourceHealth.ts';

function workload(kind: string, parts: Partial<Workload>): Workload {
  return { kind, metadata: { name: 'orders', generation: 2 }, ...parts };
}

const complete = {
  observedGeneration: 2,
  replicas: 3,
  updatedReplicas: 3,
  availableReplicas: 3,
};

describe('resourceHealth', () => {
  const cases: [string, Workload, string | undefined][] = [
    [
      'a Deployment that is not observed yet',
      workload('Deployment', {
        spec: { replicas: 3 },
        status: { ...complete, observedGeneration: 1 },
      }),
      'Progressing',
    ],
    [
      'a Deployment without a status',
      workload('Deployment', { spec: { replicas: 3 } }),
      'Progressing',
    ],
    [
      'a Deployment with replicas to update',
      workload('Deployment', {
        spec: { replicas: 3 },
        status: { ...complete, updatedReplicas: 2 },
      }),
      'Progressing',
    ],
    [
      'a Deployment with old replicas',
      workload('Deployment', {
        spec: { replicas: 3 },
        status: { ...complete, replicas: 4 },
      }),
      'Progressing',
    ],
    [
      'a Deployment with replicas that are not available',
      workload('Deployment', {
        spec: { replicas: 3 },
        status: { ...complete, availableReplicas: 1 },
      }),
      'Progressing',
    ],
    [
      'a Deployment that is too late',
      workload('Deployment', {
        spec: { replicas: 3 },
        status: {
          ...complete,
          conditions: [
            { type: 'Progressing', reason: 'ProgressDeadlineExceeded' },
          ],
        },
      }),
      'Degraded',
    ],
    [
      'a paused Deployment',
      workload('Deployment', { spec: { replicas: 3, paused: true } }),
      'Suspended',
    ],
    [
      'a complete Deployment',
      workload('Deployment', { spec: { replicas: 3 }, status: complete }),
      'Healthy',
    ],
    [
      'a Deployment of one replica by default',
      workload('Deployment', {
        spec: {},
        status: {
          observedGeneration: 2,
          replicas: 1,
          updatedReplicas: 1,
          availableReplicas: 1,
        },
      }),
      'Healthy',
    ],
    [
      'a Rollout that is not observed yet',
      workload('Rollout', {
        status: { observedGeneration: '1', phase: 'Healthy' },
      }),
      'Progressing',
    ],
    [
      'a Rollout in the phase Healthy',
      workload('Rollout', {
        status: { observedGeneration: '2', phase: 'Healthy' },
      }),
      'Healthy',
    ],
    [
      'a Rollout in the phase Paused',
      workload('Rollout', {
        status: { observedGeneration: '2', phase: 'Paused' },
      }),
      'Suspended',
    ],
    [
      'a Rollout in the phase Degraded',
      workload('Rollout', {
        status: { observedGeneration: '2', phase: 'Degraded' },
      }),
      'Degraded',
    ],
    ['a Service', workload('Service', {}), 'Healthy'],
    ['a ServiceAccount', workload('ServiceAccount', {}), undefined],
  ];
  for (const [name, object, expected] of cases) {
    it(`judges ${name}: ${expected ?? 'no health'}`, () => {
      assert.equal(resourceHealth(object)?.status, expected);
    });
  }
});

describe('worstHealth', () => {
  it('is Healthy without resources, and else that of the worst', () => {
    assert.equal(worstHealth([]).status, 'Healthy');
    assert.deepEqual(
      worstHealth([
        { status: 'Healthy' },
        { status: 'Degraded', message: 'why' },
        { status: 'Missing' },
      ]),
      { status: 'Degraded', message: 'why' },
    );
  });
});
