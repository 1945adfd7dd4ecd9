import { environmentOf, EnvironmentEvidence } from './environmentOf';

const environments = ['development', 'staging', 'production', 'eu-production'];

const cases: [string, EnvironmentEvidence, string | null][] = [
  [
    'the label before everything else',
    {
      name: 'orders-staging',
      labels: { environment: 'production' },
      parameters: { environment: 'development' },
      destinationNamespace: 'orders-staging',
    },
    'production',
  ],
  [
    'the parameter before the name',
    { name: 'orders-staging', parameters: { environment: 'development' } },
    'development',
  ],
  [
    'the name before the namespace',
    { name: 'orders-staging', destinationNamespace: 'production' },
    'staging',
  ],
  [
    'the namespace by its end',
    { name: 'orders', destinationNamespace: 'orders-production' },
    'production',
  ],
  [
    'the namespace as a whole',
    { name: 'orders', destinationNamespace: 'staging' },
    'staging',
  ],
  [
    'the longest name that fits',
    { name: 'orders-eu-production' },
    'eu-production',
  ],
  [
    'nothing when the label names an unknown environment',
    { name: 'orders-production', labels: { environment: 'qa' } },
    null,
  ],
  [
    'nothing when the parameter names an unknown environment',
    { name: 'orders-production', parameters: { environment: 'qa' } },
    null,
  ],
  [
    'the name when the label is empty',
    { name: 'orders-production', labels: { environment: '' } },
    'production',
  ],
  ['nothing for a name without a hyphen', { name: 'ordersproduction' }, null],
  [
    'nothing for a name that is only the environment',
    { name: 'production' },
    null,
  ],
  ['nothing without evidence', { name: 'orders' }, null],
  [
    'nothing for an environment in the middle of the name',
    { name: 'orders-production-blue' },
    null,
  ],
];

describe('environmentOf', () => {
  it.each(cases)('reads %s', (_title, application, expected) => {
    expect(environmentOf(application, environments)).toBe(expected);
  });

  it('knows no environment where none is configured', () => {
    expect(
      environmentOf({ name: 'a', labels: { environment: 'production' } }, []),
    ).toBeNull();
  });
});
