import type { Deployment } from '@golden-path/plugin-argocd-common';
import { deliveryWarnings, type DeliverySituation } from './deliveryWarnings';

const image = (tag: string, digest?: string) => ({
  name: 'orders',
  tag,
  digest,
});

const rollout = (
  values: Partial<NonNullable<Deployment['rollout']>>,
): Deployment['rollout'] => ({
  name: 'orders',
  namespace: 'orders',
  strategy: 'canary',
  phase: 'Paused',
  aborted: false,
  analyses: [],
  ...values,
});

const quiet = {
  health: { status: 'Healthy' as const },
  images: [image('v1')],
  sync: { status: 'Synced' as const },
};

function warn(values: Partial<DeliverySituation>): string[] {
  return deliveryWarnings({
    title: 'orders-production',
    target: quiet,
    overlay: [{ name: 'orders', newTag: 'v1' }],
    edits: [{ name: 'orders', from: { newTag: 'v1' }, to: { newTag: 'v2' } }],
    ...values,
  });
}

const from = (
  values: Partial<NonNullable<DeliverySituation['source']>['deployment']>,
) => ({ name: 'staging', deployment: { ...quiet, ...values } });

describe('deliveryWarnings', () => {
  it('says nothing where all is well', () => {
    expect(warn({ source: from({}) })).toEqual([]);
  });

  it.each<[Partial<DeliverySituation>, string]>([
    [
      { source: from({ health: { status: 'Degraded' } }) },
      'staging is Degraded with this version.',
    ],
    [
      { source: from({ rollout: rollout({ weight: 30 }) }) },
      'staging is itself in the middle of a rollout (30 % of traffic).',
    ],
    [
      { target: { ...quiet, sync: { status: 'OutOfSync' } } },
      'orders-production differs from Git already: what else is waiting there is applied as well.',
    ],
    [
      {
        operation: {
          state: 'running',
          startedAt: '2026-01-02T00:00:00Z',
          initiatedBy: 'ben',
          automated: false,
          isDryRun: false,
          revisions: [],
        },
      },
      'A sync started by ben is running since 2026-01-02T00:00:00Z on orders-production.',
    ],
    [
      { target: { ...quiet, rollout: rollout({}) } },
      'orders-production is in the middle of a rollout, which this replaces.',
    ],
    [
      { overlay: [{ name: 'orders', newTag: 'v0' }] },
      'Git asks for orders:v0, but orders-production runs something else.',
    ],
    [
      {
        target: { ...quiet, images: [image('v2', 'sha256:a')] },
        overlay: [],
        edits: [{ name: 'orders', to: { newTag: 'v2', digest: 'sha256:b' } }],
      },
      'The tag v2 stands for another image now: its digest has changed.',
    ],
  ])('%j', (values, expected) => {
    expect(warn(values)).toEqual([expected]);
  });
});
