import { fleetDeploymentOf } from '../__testUtils__/exampleFleet';
import { describeProblem } from './describeProblem';

const degraded = { status: 'Degraded', message: 'no image' } as const;
const paused = {
  name: 'a',
  namespace: 'a',
  strategy: 'canary',
  phase: 'Paused',
  weight: 30,
  aborted: false,
  analyses: [],
} as const;

describe('describeProblem', () => {
  it.each([
    [{}, undefined],
    [{ problem: 'Degraded', health: degraded }, 'no image'],
    [{ problem: 'Rollout aborted', health: degraded }, 'Rollout aborted'],
    [
      { problem: 'Out of sync', sync: { status: 'OutOfSync' as const } },
      undefined,
    ],
    [
      {
        problem: 'Paused at 30 %',
        health: { status: 'Suspended' as const },
        rollout: { ...paused, analyses: [] },
      },
      undefined,
    ],
    [{ problem: 'Sync failed' }, 'Sync failed'],
    [
      {
        problem: 'Sync failed',
        operation: {
          phase: 'Failed' as const,
          automated: true,
          message: 'no namespace',
        },
      },
      'Sync failed: no namespace',
    ],
    [{ problem: 'Git cannot be read' }, 'Git cannot be read'],
  ])('%j', (differences, text) => {
    expect(
      describeProblem(fleetDeploymentOf('a', 'staging', differences)),
    ).toBe(text);
  });
});
