import {
  statusWords,
  type Analysis,
  type Rollout,
} from '@golden-path/plugin-argocd-common';
import { describeRollout } from './describeRollout';

const canary: Rollout = {
  name: 'order-service',
  namespace: 'orders',
  strategy: 'canary',
  phase: 'Healthy',
  aborted: false,
  analyses: [],
};

const failed: Analysis = {
  name: 'success-rate',
  phase: 'Failed',
  message: '92 % is less than 95 %',
  metrics: [],
};

describe('describeRollout', () => {
  it.each<[Partial<Rollout>, string[]]>([
    [{}, []],
    [{ phase: 'Unknown' }, []],
    [{ phase: 'Paused', weight: 30 }, ['Paused at 30 %']],
    [{ phase: 'Paused', strategy: 'blueGreen' }, ['Rollout paused']],
    [
      { phase: 'Progressing', step: 2, steps: 6, weight: 30 },
      ['Step 2 of 6 · 30 %'],
    ],
    [{ phase: 'Progressing', step: 2, steps: 6 }, ['Step 2 of 6']],
    [{ phase: 'Progressing', step: 7, steps: 6 }, ['Last step done']],
    [{ phase: 'Progressing', strategy: 'blueGreen' }, ['Rolling out']],
    [{ phase: 'Degraded' }, ['Rollout failed']],
    [{ phase: 'Degraded', aborted: true }, ['Rollout aborted']],
    [
      { phase: 'Degraded', aborted: true, analyses: [failed] },
      ['Rollout aborted', 'Analysis failed'],
    ],
    [
      { analyses: [failed, { ...failed, phase: 'Error' }] },
      ['Analyses failed'],
    ],
    [{ analyses: [{ ...failed, phase: 'Running' }] }, []],
  ])('%j is told as %j', (differences, labels) => {
    expect(
      describeRollout({ ...canary, ...differences }).map(({ label }) => label),
    ).toEqual(labels);
  });

  it.each([
    ['CanaryPauseStep', 'The rollout has reached a pause in its steps.'],
    ['SomethingNew', 'SomethingNew'],
    [undefined, statusWords.rollout.Paused.meaning],
  ])('explains the pause %s', (pauseReason, explanation) => {
    expect(
      describeRollout({ ...canary, phase: 'Paused', pauseReason }),
    ).toMatchObject([{ explanation }]);
  });

  it('tells which analysis failed and why', () => {
    expect(describeRollout({ ...canary, analyses: [failed] })).toMatchObject([
      { explanation: 'success-rate: 92 % is less than 95 %' },
    ]);
  });
});
