import { repositoryLinks, withoutCredentials } from './repositoryLinks';

const commit = 'c'.repeat(40);

describe('repositoryLinks', () => {
  it.each([
    [
      'https://github.com/acme/order-service.git',
      'https://github.com/acme/order-service',
      '/commit/',
    ],
    [
      'http://localhost:4000/acme/order-service',
      'http://localhost:4000/acme/order-service',
      '/commit/',
    ],
    [
      'git@github.com:acme/order-service.git',
      'https://github.com/acme/order-service',
      '/commit/',
    ],
    [
      'ssh://git@gitlab.example.com:2222/group/sub/order-service.git',
      'https://gitlab.example.com/group/sub/order-service',
      '/-/commit/',
    ],
    [
      'https://bot:canary@bitbucket.org/acme/order-service/',
      'https://bitbucket.org/acme/order-service',
      '/commits/',
    ],
  ])('%s', (url, repository, commitPath) => {
    expect(repositoryLinks(url, commit)).toEqual({
      repository,
      commit: `${repository}${commitPath}${commit}`,
    });
  });

  it.each(['main', '1.2.3', 'abc1234', undefined])(
    'does not take %s for a commit',
    revision => {
      expect(
        repositoryLinks('https://github.com/acme/x', revision).commit,
      ).toBeUndefined();
    },
  );

  it.each([
    // The attack itself.
    // eslint-disable-next-line no-script-url
    'javascript:alert(1)//github.com',
    'file:///etc/passwd',
    'oci://registry.example.com/chart',
    'no address',
    '',
  ])('S9: gives no link for %s', url => {
    expect(repositoryLinks(url, commit)).toEqual({});
  });
});

describe('withoutCredentials', () => {
  it.each([
    ['https://bot:canary@github.com/acme/x', 'https://github.com/acme/x'],
    ['https://canary@github.com/acme/x', 'https://github.com/acme/x'],
    ['https://github.com/acme/x.git', 'https://github.com/acme/x.git'],
    ['git@github.com:acme/x.git', 'git@github.com:acme/x.git'],
  ])('%s', (url, expected) => {
    expect(withoutCredentials(url)).toBe(expected);
  });
});
