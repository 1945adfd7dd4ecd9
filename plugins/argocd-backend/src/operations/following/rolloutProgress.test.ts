import type { RolloutDetail } from '@golden-path/plugin-argocd-common';
import { rolloutProgress } from './rolloutProgress';

const image = (tag: string) => ({ name: 'orders', tag });

function rollout(values: Partial<RolloutDetail>): RolloutDetail {
  return {
    name: 'orders',
    namespace: 'orders',
    strategy: 'canary',
    phase: 'Progressing',
    images: [image('v2')],
    aborted: false,
    analyses: [],
    stepList: [],
    ...values,
  };
}

const step = (title: string) => [
  { number: 2, kind: 'pause' as const, title, state: 'current' as const },
];

describe('rolloutProgress', () => {
  it.each<[Partial<RolloutDetail>[], string, string]>([
    [[{ images: [image('v1')], phase: 'Healthy' }], 'waiting', 'has not seen'],
    [
      [{ step: 2, steps: 6, weight: 30 }],
      'waiting',
      'Step 2 of 6: 30 % of traffic.',
    ],
    [
      [
        {
          step: 2,
          steps: 6,
          weight: 30,
          analyses: [{ name: 'error-rate', phase: 'Running', metrics: [] }],
        },
      ],
      'waiting',
      'Step 2 of 6: 30 % of traffic, error-rate is measured.',
    ],
    [
      [
        {
          phase: 'Paused',
          step: 2,
          steps: 6,
          weight: 30,
          stepList: step('Pause until promoted'),
        },
      ],
      'waiting',
      'Step 2 of 6: 30 % of traffic. Waits until a person promotes it in Argo Rollouts.',
    ],
    [
      [
        {
          phase: 'Paused',
          step: 2,
          steps: 6,
          weight: 30,
          stepList: step('Pause for 10 min'),
        },
      ],
      'waiting',
      'Step 2 of 6: 30 % of traffic. Pause for 10 min.',
    ],
    [
      [{ phase: 'Paused', strategy: 'blueGreen' }],
      'waiting',
      'The new version takes over. Waits until a person promotes it',
    ],
    [[{ aborted: true }], 'failed', 'The rollout orders was aborted.'],
    [[{ phase: 'Degraded' }], 'failed', 'does not get ahead'],
    // Aborted with the version before: this one is yet to come.
    [[{ aborted: true, images: [image('v1')] }], 'waiting', 'has not seen'],
    [[{ phase: 'Healthy' }], 'done', 'is complete'],
    [[{ phase: 'Healthy', images: undefined }], 'done', 'is complete'],
    [
      [{ phase: 'Healthy' }, { name: 'worker', step: 1, steps: 2, weight: 0 }],
      'waiting',
      'Step 1 of 2: 0 % of traffic.',
    ],
  ])('%j: %s', (values, type, message) => {
    expect(
      rolloutProgress({
        rollouts: values.map(rollout),
        total: values.length,
        wanted: [image('v2')],
      }),
    ).toEqual({ type, message: expect.stringContaining(message) });
  });

  it.each([
    [0, 'It has no rollout'],
    [1, 'cannot read its rollout'],
  ])('does not wait for %d rollouts that nobody knows', (total, message) => {
    expect(
      rolloutProgress({ rollouts: [], total, wanted: [image('v2')] }),
    ).toEqual({ type: 'done', message: expect.stringContaining(message) });
  });
});
