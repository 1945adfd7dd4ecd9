import { analysis, rollout } from './__testUtils__/situations';
import {
  explainDeployment,
  type DeploymentSituation,
} from './explainDeployment';

describe('explainRollout', () => {
  it.each<[string, DeploymentSituation, string]>([
    [
      'problem',
      rollout({
        phase: 'Degraded',
        aborted: true,
        analyses: analysis({
          value: '[0.91]',
          message: 'it has to be at least 0.95',
        }),
      }),
      'The analysis success-rate failed: measured 0.91, it has to be at least 0.95; the rollout was aborted.',
    ],
    [
      'problem',
      rollout({ phase: 'Degraded', aborted: true, message: 'aborted by ana.' }),
      'The rollout was aborted: aborted by ana.',
    ],
    [
      'problem',
      rollout({ phase: 'Degraded', message: 'timed out progressing' }),
      'The rollout does not get ahead: timed out progressing.',
    ],
    [
      'waiting',
      rollout({
        stepList: [
          {
            number: 3,
            kind: 'pause',
            title: 'Pause until promoted',
            state: 'current',
          },
        ],
      }),
      'Waits at step 3 of 6 (30 % of traffic) until somebody promotes it.',
    ],
    [
      'waiting',
      rollout({
        stepList: [
          {
            number: 3,
            kind: 'pause',
            title: 'Pause for 10 min',
            state: 'current',
          },
        ],
      }),
      'Waits at step 3 of 6 (30 % of traffic) for a time: Pause for 10 min.',
    ],
    [
      'waiting',
      rollout({
        strategy: 'blueGreen',
        step: undefined,
        steps: undefined,
        weight: undefined,
        pauseReason: 'BlueGreenPause',
      }),
      'Waits until somebody promotes it.',
    ],
    [
      'waiting',
      rollout({ pauseReason: 'InconclusiveAnalysisRun' }),
      'Waits at step 3 of 6 (30 % of traffic), because what was measured tells neither success nor failure.',
    ],
    [
      'waiting',
      rollout({ phase: 'Progressing' }),
      'The new version takes over at step 3 of 6 (30 % of traffic).',
    ],
  ])('tells %s in a sentence (%#)', (severity, situation, sentence) => {
    expect(explainDeployment(situation)).toMatchObject({ severity, sentence });
  });
});
