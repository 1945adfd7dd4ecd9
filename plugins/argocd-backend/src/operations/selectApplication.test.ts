import {
  selectApplication,
  type ApplicationCandidate,
} from './selectApplication';

function candidate(
  name: string,
  environment: string | null,
  values: { confirmed?: boolean; instance?: string } = {},
): ApplicationCandidate {
  const { confirmed = true, instance = 'main' } = values;
  return {
    application: { instance, namespace: 'argocd', name },
    environment,
    confirmed,
  };
}

const candidates = [
  candidate('orders-staging', 'staging'),
  candidate('orders-production', 'production'),
  candidate('orders-worker-production', 'production'),
  candidate('claimed-staging', 'staging', { confirmed: false }),
  candidate('claimed', null, { confirmed: false }),
  candidate('twice', null),
  candidate('twice', null, { instance: 'west' }),
];

function select(selector: Parameters<typeof selectApplication>[2]) {
  return selectApplication('component:default/orders', candidates, selector);
}

describe('selectApplication', () => {
  it.each([
    [{ environment: 'staging' }, candidates[0]],
    [{ application: 'orders-staging' }, candidates[0]],
    [
      { environment: 'production', application: 'orders-production' },
      candidates[1],
    ],
    [{ application: 'argocd/orders-production' }, candidates[1]],
    [{ application: 'west/argocd/twice' }, candidates[6]],
    // It is chosen, and refused where it is confirmed.
    [{ application: 'claimed' }, candidates[4]],
  ])('finds by %j', (selector, expected) => {
    expect(select(selector)).toBe(expected);
  });

  it.each([
    [
      { environment: 'production' },
      'has several applications in production: say which one by "application". There are: orders-production (production), orders-worker-production (production)',
    ],
    [
      { application: 'twice' },
      'There are: main/argocd/twice, west/argocd/twice',
    ],
    [{ environment: 'development' }, 'has no application in development'],
    [
      { environment: 'staging', application: 'orders-production' },
      'has no application in staging and with the name orders-production',
    ],
    [
      { application: '..%2Fclusters' },
      'has no application with the name ..%2F',
    ],
    [{ application: '../../secrets' }, 'has no application'],
    [{}, 'has several applications: say which one'],
  ])('S2: refuses %j', (selector, message) => {
    expect(() => select(selector)).toThrow(message);
  });

  it('names the annotations where there is no application', () => {
    expect(() => selectApplication('component:default/x', [], {})).toThrow(
      'argocd/app-name',
    );
  });
});
