import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { Pod } from './ownedObjects.ts';
import { planPods } from './planPods.ts';
import { podFate } from './podFate.ts';
import { podStatus, restartsAfter } from './podStatus.ts';

function pod(name: string, ready: boolean): Pod {
  return {
    metadata: { name },
    status: {
      conditions: [{ type: 'Ready', status: ready ? 'True' : 'False' }],
    },
  };
}

it('keeps the ready pods, and makes or removes the rest', () => {
  const pods = [pod('a', false), pod('b', true), pod('c', true)];
  const more = planPods(pods, { replicas: 5, available: 3 });
  assert.equal(more.create, 2);
  assert.deepEqual(
    more.keep.map(({ pod: { metadata }, isReady }) => [
      metadata?.name,
      isReady,
    ]),
    [
      ['b', true],
      ['c', true],
      ['a', true],
    ],
  );
  const fewer = planPods(pods, { replicas: 1, available: 1 });
  assert.deepEqual(
    fewer.remove.map(({ metadata }) => metadata?.name),
    ['c', 'a'],
  );
});

const start = new Date('2026-01-05T09:00:00Z');

const fates: [string, string, string, number][] = [
  ['registry/orders:v1', 'Pending', 'ContainerCreating', 0],
  ['registry/orders:v1-missing', 'Pending', 'ImagePullBackOff', 0],
  ['registry/orders:v1-crashing', 'Running', 'CrashLoopBackOff', 2],
  ['registry/orders:v1-slow', 'Running', 'running', 0],
];
for (const [image, phase, reason, restarts] of fates) {
  it(`shows what becomes of a pod of ${image}`, () => {
    const containers = [{ name: 'app', image }];
    const fate = podFate({ spec: { containers } }, 'orders');
    const fresh: Pod & { spec: object } = { spec: { containers } };
    const status: Pod['status'] = {
      ...podStatus(fresh, { fate, isReady: false, now: start }),
    };
    assert.equal(
      status.containerStatuses?.[0].state.waiting?.reason,
      'ContainerCreating',
    );
    const later: Pod['status'] = {
      ...podStatus(
        { ...fresh, status },
        { fate, isReady: false, now: new Date(start.getTime() + 40_000) },
      ),
    };
    const [container] = later.containerStatuses ?? [];
    assert.equal(later.phase, phase);
    assert.equal(container.state.waiting?.reason ?? 'running', reason);
    assert.equal(container.restartCount, restarts);
    assert.equal(container.ready, false);
    const ready: Pod['status'] = {
      ...podStatus({ ...fresh, status }, { fate, isReady: true, now: start }),
    };
    assert.equal(ready.containerStatuses?.[0].ready, true);
  });
}

it('waits longer before each restart, up to five minutes', () => {
  assert.deepEqual(
    [0, 9, 10, 30, 70, 150, 310, 610].map(restartsAfter),
    [0, 0, 1, 2, 3, 4, 5, 6],
  );
});
