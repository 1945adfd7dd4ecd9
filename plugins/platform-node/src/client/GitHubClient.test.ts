import { inspect } from 'node:util';
import { ConfigReader } from '@backstage/config';
import { ScmIntegrations } from '@backstage/integration';
import { FakeGitHub } from '../__testUtils__/FakeGitHub';
import { RateLimitError } from '../RateLimitError';
import { GitHubClient, type GitHubClientOptions } from './GitHubClient';

const secret = 'bot-token';
const route = 'GET /repos/{owner}/{repo}';

describe('GitHubClient', () => {
  let gitHub: FakeGitHub;
  let now: number;

  beforeEach(async () => {
    now = Date.parse('2026-11-21T12:00:00Z');
    gitHub = await FakeGitHub.start();
  });

  afterEach(() => gitHub.stop());

  const create = (
    integration: object = {},
    options: Partial<GitHubClientOptions> = {},
  ) =>
    GitHubClient.create({
      integrations: ScmIntegrations.fromConfig(
        new ConfigReader({
          integrations: {
            github: [
              {
                host: gitHub.host,
                apiBaseUrl: gitHub.apiBaseUrl,
                token: secret,
                ...integration,
              },
            ],
          },
        }),
      ),
      hosts: [gitHub.host],
      now: () => now,
      ...options,
    });

  const slugOf = (repo: string) => ({ host: gitHub.host, owner: 'acme', repo });
  const orders = 'GET /api/v3/repos/acme/orders';

  it.each(['../orders', '..', 'a/b', 'orders?x', 'a\r\nb', ''])(
    'S2: asks for no repository %j',
    async repo => {
      await expect(
        create().read(slugOf(repo), { route }),
      ).rejects.toMatchObject({ name: 'InputError' });
      expect(gitHub.requests).toEqual([]);
    },
  );

  it('S8: asks no host but those of the integrations', async () => {
    for (const host of ['github.com', 'git.example.com', '169.254.169.254']) {
      await expect(
        create().read({ ...slugOf('orders'), host }, { route }),
      ).rejects.toMatchObject({
        name: 'InputError',
        message: expect.stringContaining(`'${host}'`),
      });
    }
    await expect(
      create({ apiBaseUrl: undefined }).read(slugOf('orders'), { route }),
    ).rejects.toThrow(/has no apiBaseUrl/);
  });

  it('S8: follows a renamed repository, and no redirect to elsewhere', async () => {
    const elsewhere = await FakeGitHub.start();
    gitHub.answer(orders, {
      status: 301,
      headers: { location: `${gitHub.apiBaseUrl}/repositories/7` },
    });
    gitHub.answer('GET /api/v3/repositories/7', { body: { id: 7 } });
    gitHub.answer('GET /api/v3/repos/acme/stolen', {
      status: 302,
      headers: { location: `${elsewhere.apiBaseUrl}/repositories/7` },
    });

    await expect(create().read(slugOf('orders'), { route })).resolves.toEqual({
      id: 7,
    });
    await expect(create().read(slugOf('stolen'), { route })).rejects.toThrow(
      /redirects to another server/,
    );
    expect(elsewhere.requests).toEqual([]);
    await elsewhere.stop();
  });

  it('R15: leaves GitHub alone until it may be asked again', async () => {
    const client = create();
    gitHub.answer(orders, {
      status: 403,
      headers: {
        'x-ratelimit-remaining': '0',
        'x-ratelimit-reset': String(now / 1_000 + 900),
        date: new Date(now).toUTCString(),
      },
    });
    const list = () => client.read(slugOf('orders'), { route });

    await expect(list()).rejects.toEqual(
      expect.objectContaining({ retryAt: now + 900_000 }),
    );
    await expect(list()).rejects.toBeInstanceOf(RateLimitError);
    await expect(
      client.read(slugOf('other'), { route }),
    ).rejects.toBeInstanceOf(RateLimitError);
    expect(gitHub.requests).toHaveLength(1);

    now += 900_001;
    gitHub.answer(orders, { body: [] });
    await expect(list()).resolves.toEqual([]);
  });

  it('S5: says nothing of the credentials when it fails', async () => {
    const client = create();
    gitHub.answer(orders, {
      status: 401,
      body: { message: 'Bad credentials' },
    });
    const failure = await client
      .read(slugOf('orders'), { route })
      .catch((error: unknown) => error);

    expect(failure).toMatchObject({ name: 'NotAllowedError' });
    expect(inspect(failure, { depth: 20, showHidden: true })).not.toContain(
      secret,
    );
  });

  it('stops when its caller does', async () => {
    gitHub.answer(orders, 'silence');
    const controller = new AbortController();
    const listed = create().read(slugOf('orders'), {
      route,
      signal: controller.signal,
    });
    await gitHub.nextRequest();
    controller.abort();
    await expect(listed).rejects.toMatchObject({
      name: 'ServiceUnavailableError',
    });
  });

  const change = {
    route: 'PATCH /repos/{owner}/{repo}/git/refs/{ref}',
    parameters: { ref: 'heads/a/b', sha: 'c', force: false },
  };

  it('S8: changes a renamed repository where it is now, and nothing elsewhere', async () => {
    const elsewhere = await FakeGitHub.start();
    gitHub.answer('PATCH /api/v3/repos/acme/orders/git/refs/heads%2Fa%2Fb', {
      status: 307,
      headers: { location: `${gitHub.apiBaseUrl}/repositories/7/git/x` },
    });
    gitHub.answer('PATCH /api/v3/repositories/7/git/x', { body: { id: 7 } });
    gitHub.answer('PATCH /api/v3/repos/acme/stolen/git/refs/heads%2Fa%2Fb', {
      status: 307,
      headers: { location: `${elsewhere.apiBaseUrl}/repositories/7/git/x` },
    });
    const seen: number[] = [];
    const beforeSending = async () => {
      seen.push(gitHub.requests.length);
    };

    await expect(
      create().send(slugOf('orders'), { ...change, beforeSending }),
    ).resolves.toEqual({ kind: 'answered', data: { id: 7 } });
    expect(seen).toEqual([0, 1]);
    const body = JSON.stringify({ sha: 'c', force: false });
    expect(gitHub.bodies).toEqual([body, body]);
    await expect(create().send(slugOf('stolen'), change)).resolves.toEqual({
      kind: 'refused',
      status: 307,
      message: expect.stringContaining('redirects to another server'),
    });
    expect(elsewhere.requests).toEqual([]);
    await elsewhere.stop();
  });

  it('sends nothing that its caller stops at the last moment', async () => {
    const stopped = new Error('The work was taken over');
    const beforeSending = () => Promise.reject(stopped);
    await expect(
      create().send(slugOf('orders'), { ...change, beforeSending }),
    ).rejects.toBe(stopped);
    expect(gitHub.requests).toEqual([]);
  });

  it('R15: spares a GitHub that limits changes, and no other', async () => {
    const limited = create({}, { limitsChanges: () => true });
    const other = create();
    const outcomes = await Promise.all(
      Array.from({ length: 81 }, () => limited.send(slugOf('orders'), change)),
    );
    expect(outcomes.filter(({ kind }) => kind === 'refused')).toHaveLength(80);
    expect(outcomes).toContainEqual({ kind: 'limited', retryAt: now + 60_000 });
    expect(gitHub.requests).toHaveLength(80);
    await expect(
      limited.read(slugOf('orders'), { route }),
    ).resolves.toBeUndefined();
    now += 60_000;
    await expect(limited.send(slugOf('orders'), change)).resolves.toMatchObject(
      { kind: 'refused' },
    );
    gitHub.requests.length = 0;
    await Promise.all(
      Array.from({ length: 81 }, () => other.send(slugOf('orders'), change)),
    );
    expect(gitHub.requests).toHaveLength(81);
  });
});
