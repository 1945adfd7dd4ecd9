import type { HealthStatusName } from '@golden-path/plugin-argocd-common';
import { healthProgress } from './healthProgress';

describe('healthProgress', () => {
  it.each<[HealthStatusName, string[], number, string]>([
    ['Healthy', ['v2'], 0, 'done'],
    // Until the old pods are gone, both are there.
    ['Healthy', ['v1', 'v2'], 0, 'done'],
    ['Healthy', ['v1'], 59, 'waiting'],
    // It runs no pods, such as a job by schedule.
    ['Healthy', [], 60, 'done'],
    ['Progressing', ['v2'], 600, 'waiting'],
    ['Suspended', ['v2'], 600, 'waiting'],
    ['Missing', [], 0, 'waiting'],
    ['Unknown', ['v2'], 0, 'waiting'],
    ['Degraded', ['v1', 'v2'], 119, 'waiting'],
    ['Degraded', ['v2'], 120, 'failed'],
  ])('%s with %j for %d s: %s', (status, tags, seconds, type) => {
    expect(
      healthProgress({
        application: {
          health: { status },
          images: tags.map(tag => ({ name: 'orders', tag })),
        },
        wanted: [{ name: 'orders', tag: 'v2' }],
        unchangedMilliseconds: seconds * 1000,
        version: 'v2',
      }).type,
    ).toBe(type);
  });
});
