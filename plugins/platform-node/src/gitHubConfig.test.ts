import { ConfigReader } from '@backstage/config';
import { readGitHubHosts } from './gitHubConfig';

describe('readGitHubHosts', () => {
  it.each([
    [undefined, []],
    [{ gitlab: [{ host: 'gitlab.com' }] }, []],
    [{ github: [{ host: 'Git.example.com:8443' }] }, ['git.example.com:8443']],
    [{ github: [{ token: 'x' }, { host: 'github.com' }] }, ['github.com']],
  ])('S8: reads of %j only what is listed', (integrations, hosts) => {
    expect(readGitHubHosts(new ConfigReader({ integrations }))).toEqual(hosts);
  });
});
