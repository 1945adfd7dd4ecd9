import {
  applicationNameOf,
  describeServiceNameProblem,
  parseServiceName,
} from './serviceName';

describe('parseServiceName', () => {
  it.each([['a'], ['a1'], ['order-service'], ['x'.repeat(40)], ['a--b']])(
    'accepts %s',
    name => {
      expect(parseServiceName(name)).toBe(name);
      expect(describeServiceNameProblem(name)).toBeUndefined();
    },
  );

  it.each([
    ['nothing', ''],
    ['a capital', 'Order-service'],
    ['a digit in front', '1order'],
    ['a hyphen in front', '-order'],
    ['a hyphen at the end', 'order-'],
    ['an underscore', 'order_service'],
    ['a dot', 'order.service'],
    ['a parent path', '..'],
    ['a path', '../../etc/passwd'],
    ['a slash', 'order/service'],
    ['an encoded slash', 'order%2fservice'],
    ['a space', 'order service'],
    ['a line break at the end', 'order\n'],
    ['a letter outside ASCII', 'ordér'],
    ['41 characters', 'x'.repeat(41)],
    ['256 characters', 'x'.repeat(256)],
  ])('refuses %s and says the rule', (_title, name) => {
    expect(() => parseServiceName(name)).toThrow(
      expect.objectContaining({
        name: 'InputError',
        message: expect.stringContaining(
          'use 1 to 40 lowercase letters, digits and hyphens',
        ),
      }),
    );
  });

  it('does not repeat an endless name in its message', () => {
    expect(describeServiceNameProblem('x'.repeat(10_000))?.length).toBeLessThan(
      250,
    );
  });
});

describe('applicationNameOf', () => {
  it('puts the environment behind the name', () => {
    expect(applicationNameOf('order-service', 'staging')).toBe(
      'order-service-staging',
    );
  });
});
