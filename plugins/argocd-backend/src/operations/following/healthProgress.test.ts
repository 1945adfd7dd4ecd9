import type { HealthStatusName } from '@golden-path/plugin-argocd-common';
import { healthProgress } from './healthProgress';

describe('healthProgress', () => {
  it.each<[HealthStatusName, { tags: string[]; seconds: number }, string]>([
    ['Healthy', { tags: ['v2'], seconds: 0 }, 'done'],
    // Until the old pods are gone, both are there.
    ['Healthy', { tags: ['v1', 'v2'], seconds: 0 }, 'done'],
    ['Healthy', { tags: ['v1'], seconds: 59 }, 'waiting'],
    // It runs no pods, such as a job by schedule.
    ['Healthy', { tags: [], seconds: 60 }, 'done'],
    ['Progressing', { tags: ['v2'], seconds: 600 }, 'waiting'],
    ['Suspended', { tags: ['v2'], seconds: 600 }, 'waiting'],
    ['Missing', { tags: [], seconds: 0 }, 'waiting'],
    ['Unknown', { tags: ['v2'], seconds: 0 }, 'waiting'],
    ['Degraded', { tags: ['v1', 'v2'], seconds: 119 }, 'waiting'],
    ['Degraded', { tags: ['v2'], seconds: 120 }, 'failed'],
  ])('%s with %j: %s', (status, { tags, seconds }, type) => {
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
