import { matchesLabels, parseLabelSelector } from './labelSelector';

const labels = {
  'app.kubernetes.io/name': 'order-service',
  team: 'orders',
  empty: '',
};

describe('label selectors', () => {
  it.each([
    ['team=orders', true],
    ['team==orders', true],
    ['team = orders', true],
    ['team=payments', false],
    ['team!=payments', true],
    ['team!=orders', false],
    ['missing!=anything', true],
    ['team', true],
    ['missing', false],
    ['!missing', true],
    ['!team', false],
    ['empty=', true],
    ['app.kubernetes.io/name=order-service,team=orders', true],
    ['app.kubernetes.io/name=order-service, team=payments', false],
    ['team in (orders, payments)', true],
    ['team in (payments)', false],
    ['team notin (payments,identity),empty', true],
    ['missing notin (a)', true],
    ['missing in (a)', false],
    ['constructor', false],
  ])('%s: %s', (text, expected) => {
    const requirements = parseLabelSelector(text);
    expect(requirements).toBeDefined();
    expect(matchesLabels(requirements ?? [], labels)).toBe(expected);
  });

  it.each(['', '=', 'team=a b', 'team in orders', '../x=y', 'team=a,', 'a;b'])(
    'does not take %j for a selector',
    text => {
      expect(parseLabelSelector(text)).toBeUndefined();
    },
  );
});
