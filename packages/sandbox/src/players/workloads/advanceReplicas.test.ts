import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { advanceReplicas } from './advanceReplicas.ts';
import type { Workload } from './workload.ts';

const start = Date.parse('2026-01-05T09:00:00Z');

/** A Deployment that lives through looks at it, one per second. */
class Deployment {
  workload: Workload;
  seconds = 0;
  history: string[] = [];

  constructor(image: string, replicas = 3) {
    this.workload = {
      metadata: { name: 'orders', generation: 1 },
      spec: {
        replicas,
        progressDeadlineSeconds: 20,
        template: { spec: { containers: [{ image }] } },
      },
    };
  }

  change(spec: Workload['spec']): void {
    const { metadata } = this.workload;
    this.workload = {
      ...this.workload,
      metadata: { ...metadata, generation: (metadata?.generation ?? 0) + 1 },
      spec: { ...this.workload.spec, ...spec },
    };
  }

  live(seconds: number): void {
    for (let second = 0; second < seconds; second++) {
      const now = new Date(start + this.seconds * 1000);
      const status = advanceReplicas(this.workload, {
        now,
        replicaMilliseconds: 2000,
      });
      if (status) {
        this.workload = { ...this.workload, status };
        this.history.push(
          `${this.seconds}: ${status.updatedReplicas}/${status.availableReplicas} of ${status.replicas} ${this.reason}`,
        );
      }
      this.seconds++;
    }
  }

  get reason(): string | undefined {
    return this.workload.status?.conditions?.find(
      ({ type }) => type === 'Progressing',
    )?.reason;
  }
}

describe('advanceReplicas', () => {
  it('lets one replica after the other become ready', () => {
    const deployment = new Deployment('registry/orders:v1');
    deployment.live(30);
    assert.deepEqual(deployment.history, [
      '0: 0/0 of 0 ReplicaSetUpdated',
      '2: 1/1 of 3 ReplicaSetUpdated',
      '4: 2/2 of 3 ReplicaSetUpdated',
      '6: 3/3 of 3 NewReplicaSetAvailable',
    ]);
  });

  it('keeps the old replicas until the new ones are there', () => {
    const deployment = new Deployment('registry/orders:v1', 2);
    deployment.live(30);
    deployment.history = [];
    deployment.change({
      template: { spec: { containers: [{ image: 'registry/orders:v2' }] } },
    });
    deployment.live(30);
    assert.deepEqual(deployment.history, [
      '30: 0/2 of 2 ReplicaSetUpdated',
      '32: 1/2 of 2 ReplicaSetUpdated',
      '34: 2/2 of 2 NewReplicaSetAvailable',
    ]);
  });

  it('scales up one by one and down at once', () => {
    const deployment = new Deployment('registry/orders:v1', 1);
    deployment.live(10);
    deployment.history = [];
    deployment.change({ replicas: 3 });
    deployment.live(10);
    deployment.change({ replicas: 1 });
    deployment.live(10);
    assert.deepEqual(deployment.history, [
      '10: 1/1 of 1 ReplicaSetUpdated',
      '12: 2/2 of 3 ReplicaSetUpdated',
      '14: 3/3 of 3 NewReplicaSetAvailable',
      '20: 1/1 of 1 NewReplicaSetAvailable',
    ]);
    assert.equal(deployment.workload.status?.observedGeneration, 3);
  });

  it('passes the deadline with an image that nobody can pull, and recovers with another', () => {
    const deployment = new Deployment('registry/orders:v1', 2);
    deployment.live(10);
    deployment.history = [];
    deployment.change({
      template: {
        spec: { containers: [{ image: 'registry/orders:v2-missing' }] },
      },
    });
    deployment.live(40);
    assert.deepEqual(deployment.history, [
      '10: 0/2 of 2 ReplicaSetUpdated',
      '11: 1/2 of 3 ReplicaSetUpdated',
      '30: 1/2 of 3 ProgressDeadlineExceeded',
    ]);
    const late = deployment.workload.status?.conditions?.find(
      ({ type }) => type === 'Progressing',
    );
    assert.match(late?.message ?? '', /registry\/orders:v2-missing/);
    assert.equal(late?.status, 'False');
    deployment.change({
      template: { spec: { containers: [{ image: 'registry/orders:v3' }] } },
    });
    deployment.live(10);
    assert.equal(deployment.reason, 'NewReplicaSetAvailable');
    assert.equal(deployment.workload.status?.availableReplicas, 2);
  });

  it('has nothing to do for no replicas', () => {
    const deployment = new Deployment('registry/orders:v1', 0);
    deployment.live(10);
    assert.equal(deployment.reason, 'NewReplicaSetAvailable');
  });
});
