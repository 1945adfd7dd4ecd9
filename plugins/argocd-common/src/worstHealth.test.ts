import type { HealthStatusName } from './schema';
import { worstHealth } from './worstHealth';

describe('worstHealth', () => {
  it.each<[HealthStatusName[], HealthStatusName | undefined]>([
    [[], undefined],
    [['Healthy'], 'Healthy'],
    [['Healthy', 'Progressing'], 'Progressing'],
    [['Degraded', 'Healthy', 'Missing'], 'Degraded'],
    [['Unknown', 'Suspended'], 'Unknown'],
    [['Missing', 'Unknown'], 'Missing'],
  ])('of %j is %s', (states, expected) => {
    expect(worstHealth(states)).toBe(expected);
  });
});
