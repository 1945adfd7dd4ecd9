import { FakeGitHub } from '../__testUtils__/FakeGitHub';
import { gitHubClientOf } from '../__testUtils__/gitHubClientOf';
import { DefaultGitHubService } from './DefaultGitHubService';

const secret = 'bot-token';
const sha = 'a'.repeat(40);
const parent = 'b'.repeat(40);

describe('DefaultGitHubService', () => {
  let gitHub: FakeGitHub;

  beforeEach(async () => {
    gitHub = await FakeGitHub.start();
  });

  afterEach(() => gitHub.stop());

  const create = () =>
    DefaultGitHubService.create({
      client: gitHubClientOf(gitHub, { token: secret }),
    });

  const slugOf = (repo: string) => ({ host: gitHub.host, owner: 'acme', repo });
  const orders = 'GET /api/v3/repos/acme/orders';
  const commits = `${orders}/commits?sha=main&per_page=100`;

  it('finds repositories with the credentials of the integration', async () => {
    const service = create();
    gitHub.answer(orders, {
      body: { html_url: 'http://git/orders', default_branch: 'trunk' },
    });
    gitHub.answer(`${orders}/branches?per_page=1`, { body: [{}] });
    gitHub.answer('GET /api/v3/repos/acme/empty', {
      body: { html_url: 'http://git/empty' },
    });
    gitHub.answer('GET /api/v3/repos/acme/empty/branches?per_page=1', {
      body: [],
    });

    await expect(service.repositoryExists(slugOf('orders'))).resolves.toBe(
      true,
    );
    await expect(service.findRepository(slugOf('orders'))).resolves.toEqual({
      url: 'http://git/orders',
      empty: false,
      defaultBranch: 'trunk',
    });
    await expect(service.findRepository(slugOf('empty'))).resolves.toEqual({
      url: 'http://git/empty',
      empty: true,
      defaultBranch: 'main',
    });
    expect(new Set(gitHub.authorizations)).toEqual(
      new Set([`token ${secret}`]),
    );
  });

  it('tells what is not there from a server that fails', async () => {
    const service = create();
    gitHub.answer('GET /api/v3/repos/acme/broken', { status: 500 });

    await expect(service.repositoryExists(slugOf('absent'))).resolves.toBe(
      false,
    );
    await expect(
      service.repositoryExists(slugOf('broken')),
    ).rejects.toMatchObject({
      name: 'ServiceUnavailableError',
      message: expect.stringContaining('acme/broken'),
    });
  });

  it('lists commits as people know them, in one call', async () => {
    const service = create();
    gitHub.answer(commits, {
      body: [
        {
          sha,
          html_url: `http://git/acme/orders/commit/${sha}`,
          parents: [{ sha: parent }],
          commit: {
            message: 'Ship faster\n\nBy boat.\n',
            author: { name: 'Ana Silva', date: '2026-11-01T00:00:00Z' },
            committer: { name: 'GitHub', date: '2026-11-02T00:00:00Z' },
          },
          author: { login: 'ana', avatar_url: 'http://git/avatars/ana' },
        },
        {
          sha: parent,
          html_url: `http://git/acme/orders/commit/${parent}`,
          parents: [],
          commit: {
            message: 'Begin',
            author: { name: 'Somebody', date: '2026-10-01T00:00:00Z' },
            committer: null,
          },
          author: { login: 'ben', avatar_url: 'data:image/png,x' },
        },
      ],
    });

    await expect(
      service.listCommits(slugOf('orders'), { ref: 'main' }),
    ).resolves.toEqual([
      {
        sha,
        parents: [parent],
        title: 'Ship faster',
        message: 'By boat.',
        author: {
          name: 'Ana Silva',
          login: 'ana',
          avatarUrl: 'http://git/avatars/ana',
        },
        date: '2026-11-02T00:00:00Z',
        url: `http://git/acme/orders/commit/${sha}`,
      },
      {
        sha: parent,
        parents: [],
        title: 'Begin',
        author: { name: 'Somebody', login: 'ben' },
        date: '2026-10-01T00:00:00Z',
        url: `http://git/acme/orders/commit/${parent}`,
      },
    ]);
    expect(gitHub.requests).toEqual([commits]);
  });

  it.each([404, 409, 422])(
    'has no commits where GitHub answers %d',
    async status => {
      gitHub.answer(commits, { status });
      await expect(
        create().listCommits(slugOf('orders'), { ref: 'main' }),
      ).resolves.toBeUndefined();
    },
  );

  it.each([
    '',
    '-x',
    'a..b',
    'a b',
    'a\nb',
    '/a',
    'a/',
    '@{1}',
    'x'.repeat(256),
  ])('S2: asks for no revision %j', async ref => {
    await expect(
      create().listCommits(slugOf('orders'), { ref }),
    ).rejects.toMatchObject({ name: 'InputError' });
    expect(gitHub.requests).toEqual([]);
  });
});
