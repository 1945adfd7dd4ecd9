import { acceptedRepositoryHosts } from './acceptedRepositoryHosts';

const connectedHosts = ['github.com', 'git.example.com:8443'];

describe('acceptedRepositoryHosts', () => {
  it.each([
    [
      'where the catalog read it',
      {
        sourceLocation: 'url:https://Git.example.com:8443/acme/orders/',
        configuredHost: 'github.com',
      },
      ['git.example.com:8443'],
    ],
    [
      'where golden paths make repositories',
      { configuredHost: 'github.com' },
      ['github.com'],
    ],
    [
      'where golden paths make repositories, for a file on the disk',
      { sourceLocation: 'file:/tmp/catalog/', configuredHost: 'github.com' },
      ['github.com'],
    ],
    ['on any connected host', {}, connectedHosts],
    [
      'on any connected host, for a location that is none',
      { sourceLocation: 'url:acme/orders' },
      connectedHosts,
    ],
    [
      'on any connected host, for a location that is no website',
      { sourceLocation: 'url:ftp://evil.example.com/acme/orders' },
      connectedHosts,
    ],
  ])('accepts a repository %s', (_title, hints, expected) => {
    expect(acceptedRepositoryHosts({ ...hints, connectedHosts })).toEqual(
      expected,
    );
  });
});
