import type { Environment } from '@golden-path/plugin-platform-common';
import { riskOf } from './riskOf';

const environment = (name: string, values: Partial<Environment> = {}) => ({
  name,
  cluster: 'sandbox',
  argocd: 'main',
  ...values,
});

const approval = { approvers: ['group:default/platform'], required: 1 };

describe('riskOf', () => {
  it.each<[Environment | undefined, string]>([
    [environment('development'), 'medium'],
    [environment('staging'), 'medium'],
    [environment('staging', { approval }), 'high'],
    [environment('staging', { promoteFrom: 'development' }), 'high'],
    [environment('production'), 'high'],
    // Nobody knows what it is.
    [undefined, 'high'],
  ])('%j is %s', (value, expected) => {
    const names = ['development', 'staging', 'production'];
    expect(
      riskOf(
        value,
        names.map(name => environment(name)),
      ),
    ).toBe(expected);
  });

  it('takes the only environment for one to develop in', () => {
    const only = environment('development');
    expect(riskOf(only, [only])).toBe('medium');
  });
});
