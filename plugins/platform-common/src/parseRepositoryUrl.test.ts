import { parseRepositoryUrl } from './parseRepositoryUrl';

const order = (host: string) => ({
  host,
  owner: 'acme',
  repo: 'order-service',
});

describe('parseRepositoryUrl', () => {
  it.each([
    ['https://github.com/acme/order-service', order('github.com')],
    ['https://github.com/acme/order-service.git', order('github.com')],
    ['https://github.com/acme/order-service/', order('github.com')],
    ['https://github.com:443/acme/order-service', order('github.com')],
    ['https://GitHub.com/acme/order-service', order('github.com')],
    ['https://bot:token@github.com/acme/order-service', order('github.com')],
    ['http://localhost:7010/acme/order-service', order('localhost:7010')],
    ['git@github.com:acme/order-service.git', order('github.com')],
    ['org-1@GitHub.com:acme/order-service', order('github.com')],
    ['ssh://git@github.com/acme/order-service.git', order('github.com')],
    ['ssh://git@github.com:22/acme/order-service.git', order('github.com')],
    ['ssh://git@github.com:7999/acme/order-service', order('github.com:7999')],
    [
      'https://github.com/Acme/.github',
      { host: 'github.com', owner: 'Acme', repo: '.github' },
    ],
  ])('reads %s', (address, expected) => {
    expect(parseRepositoryUrl(address)).toEqual(expected);
  });

  it.each([
    '',
    'acme/order-service',
    'https://github.com',
    'https://github.com/acme',
    'https://github.com/acme/.git',
    'https://github.com/acme/order-service/tree',
    'https://github.com//order-service',
    'https://github.com/acme//order-service',
    'https://github.com/acme/..',
    'https://github.com/evil/x/../../acme/order-service',
    'https://github.com/acme/%2e%2e',
    'https://github.com/acme%2forder-service/x',
    'https://github.com/x/y?z=/acme/order-service',
    'https://github.com/acme/order-service#x',
    'https://github.com\\@evil.example.com/acme/order-service',
    'https://github.com/acme/order service',
    'https://github.com/acme/order\nservice',
    'https://github.com/acme/órder',
    `https://github.com/acme/${'a'.repeat(101)}`,
    'git@github.com:/acme/order-service.git',
    'git@github.com:22/acme/order-service.git',
    'git@evil.example.com@github.com:acme/order-service',
    'file:///acme/order-service',
    'file://github.com/acme/order-service',
    'git+ssh://git@github.com/acme/order-service',
    'oci://github.com/acme/order-service',
    'ext::sh -c evil',
  ])('S8: takes nothing from %j', address => {
    expect(parseRepositoryUrl(address)).toBeUndefined();
  });

  it('S8: reads the host that Git would call, not one in front of an @', () => {
    expect(
      parseRepositoryUrl('https://github.com@evil.example.com/acme/x')?.host,
    ).toBe('evil.example.com');
    expect(parseRepositoryUrl('http://2852039166/acme/x')?.host).toBe(
      '169.254.169.254',
    );
  });
});
