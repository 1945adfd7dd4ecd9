import { environmentColumns } from './environmentColumns';

describe('environmentColumns', () => {
  it.each([
    ['no services', [], []],
    ['a service that runs nowhere', [[]], []],
    [
      'services of which none but the last runs everywhere',
      [
        ['production'],
        ['development', 'production'],
        ['development', 'staging', 'production'],
      ],
      ['development', 'staging', 'production'],
    ],
    [
      'an environment that the longest list lacks',
      [['preview'], ['development', 'production']],
      ['development', 'production', 'preview'],
    ],
  ])('orders the environments of %s', (_case, lists, expected) => {
    expect(environmentColumns(lists)).toEqual(expected);
  });
});
